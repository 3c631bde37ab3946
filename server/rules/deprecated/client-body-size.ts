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
  summary: "A limit for request bodies is written under its name of Kong 1.x",
  severity: "error",
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
          ? `${describeRelease(release)} makes nothing of \`${property}\`${taken ? `; \`${successor}\` is set here and decides. Delete this line` : `, so its default applies. Write \`${successor}\``}.`
          : `\`${property}\` is an old name that Kong 3.0 drops${taken ? `, and here \`${successor}\` is set and wins` : ""}. Write \`${successor}\`${taken ? " only" : ""}.`,
        tags: ["deprecated"],
        fixes: [
          taken
            ? removeFix(`Delete ${property}`, "safe", assignment)
            : renameFix(`Write ${successor}`, "safe", assignment, successor),
        ],
      });
    }
  },
});
