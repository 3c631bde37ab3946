import { catalogFor, namedRelease } from "../../../schemas/catalog.ts";
import { describeRelease, formatRelease } from "../../../schemas/release.ts";
import { defineRule } from "../../findings/rule.ts";
import { replaceFix } from "../support/fixes.ts";

/** Comments that state a release which does not exist, or state one again. */
export default defineRule({
  summary: "Unknown or repeated release comment",
  severity: "warning",
  checkComments({ comments, release, report }) {
    let first: string | undefined;
    for (const comment of comments) {
      if (comment.kind !== "release") continue;
      const { value, valueSpan, removal } = comment;
      const stated = namedRelease(value, release.edition === "enterprise" ? "enterprise" : undefined);
      if (first !== undefined) {
        report({
          at: comment.span,
          message: `Only the first release comment counts, and it says \`${first}\`. Remove this one.`,
          fixes: [replaceFix("Remove the comment", "safe", removal, "")],
        });
        continue;
      }
      first = value;
      if (stated === undefined) {
        report({
          at: valueSpan,
          message: `\`${value}\` is not a release, so the file is checked against ${describeRelease(release)}. Use a form such as \`3.9\` or \`enterprise@0.34\`.`,
        });
        continue;
      }
      const known = catalogFor(stated);
      if (known.exact) continue;
      const nearest = formatRelease(known.release);
      report({
        at: valueSpan,
        message: `${describeRelease(stated)} is unknown to kong-lint, which uses ${describeRelease(known.release)} instead. Use a release that exists.`,
        fixes: [replaceFix(`Change to \`${nearest}\``, "unsafe", valueSpan, nearest)],
      });
    }
  },
});
