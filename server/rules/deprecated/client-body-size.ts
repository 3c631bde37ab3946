import { wordTable } from "../../../grammar/text/word-table.ts";
import { describeRelease, inRange } from "../../../schemas/release.ts";
import { defineRule } from "../../findings/rule.ts";
import { assignmentsNamed, isSetElsewhere } from "../support/assignments.ts";
import { removeFix, renameFix } from "../support/fixes.ts";

const SUCCESSORS: Readonly<Record<string, string>> = wordTable({
  client_max_body_size: "nginx_http_client_max_body_size",
  client_body_buffer_size: "nginx_http_client_body_buffer_size",
});

/** The limits for request bodies under their names of Kong 0.11 to 1.5. */
export default defineRule({
  summary: "Request body limit under its Kong 1.x name",
  severity: "error",
  needs: Object.keys(SUCCESSORS),
  layer: "value",
  dependsOnRelease: true,
  check({ unit, catalog, release, report }) {
    if (inRange(catalog.base, { before: "2.0" })) return;
    const ignored = inRange(catalog.base, { since: "3.0" });
    for (const assignment of assignmentsNamed(unit, ...Object.keys(SUCCESSORS))) {
      const { property } = assignment;
      const successor = SUCCESSORS[property];
      if (successor === undefined || assignment.section !== undefined) continue;
      const taken = isSetElsewhere(unit, successor, assignment);
      report({
        at: assignment.nameSpan,
        property,
        severity: ignored ? "error" : "warning",
        message: ignored
          ? `${describeRelease(release)} ignores \`${property}\`${taken ? `; \`${successor}\` is set here and applies. Remove this line` : `, so the default size applies. Use \`${successor}\``}.`
          : `\`${property}\` is an old name that was removed in Kong 3.0${taken ? `, and \`${successor}\`, which is set here, applies instead` : ""}. Use ${taken ? "only " : ""}\`${successor}\`.`,
        tags: ["deprecated"],
        fixes: [
          taken
            ? removeFix(`Remove \`${property}\``, "safe", assignment)
            : renameFix(`Rename to \`${successor}\``, "safe", assignment, successor),
        ],
      });
    }
  },
});
