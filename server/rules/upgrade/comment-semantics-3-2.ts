import { describeRelease, inRange } from "../../../schemas/release.ts";
import { defineRule } from "../../findings/rule.ts";
import { fileAssignments } from "../support/assignments.ts";
import { escapeHashes, unescapedHashes } from "../support/characters.ts";
import { displayOnlyFix, replaceFix } from "../support/fixes.ts";
import { crossesCommentChange } from "../support/releases.ts";
import { valueSpan } from "../support/value-items.ts";

/** A `#` that Kong 3.2 and later read otherwise than the release the upgrade comes from. */
export default defineRule({
  summary: "`#` in a value whose meaning changes with the upgrade",
  severity: "warning",
  needs: "upgrade",
  check({ unit, catalog, from, report }) {
    if (from === undefined || !crossesCommentChange(from, catalog.release)) return;
    const escapes = inRange(from.version, { since: "2.0.5" });
    for (const assignment of fileAssignments(unit)) {
      if (!catalog.knows(assignment.property)) continue;
      const leading = assignment.rawValue.startsWith("#");
      const [first] = leading ? [0] : unescapedHashes(assignment);
      if (first === undefined) continue;
      report({
        at: valueSpan(assignment, first, first + 1),
        property: assignment.property,
        message: `${describeRelease(from)} ${leading ? "reads this `#` as part of the value" : "drops this `#`, what follows it and the character before it"}; ${describeRelease(catalog.release)} ${leading ? "reads it and everything after it as a comment" : "drops the `#` and what follows it"}. Use \`\\#\`, which both read as \`#\`, or the value changes with the upgrade.`,
        fixes: [
          leading
            ? replaceFix("Change to `\\#`", escapes ? "safe" : "unsafe", valueSpan(assignment, 0, 1), "\\#")
            : escapeHashes(assignment, "unsafe"),
          displayOnlyFix("Put a space before `#` if you meant a comment"),
        ],
      });
    }
    for (const assignment of unit.assignments) {
      if (assignment.channel !== "environment" || !catalog.knows(assignment.property)) continue;
      const at = assignment.writtenValue.indexOf("\\#");
      if (at < 0) continue;
      report({
        at: valueSpan(assignment, at, at + 2),
        property: assignment.property,
        message: `In the environment ${describeRelease(from)} reads \`\\#\` as \`#\`; ${describeRelease(catalog.release)} keeps the backslash. Use \`#\` when you upgrade.`,
        fixes: [replaceFix("Change to `#`", "unsafe", valueSpan(assignment, at, at + 2), "#")],
      });
    }
  },
});
