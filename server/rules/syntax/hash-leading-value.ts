import type { Catalog } from "../../../schemas/catalog.ts";
import { describeRelease } from "../../../schemas/release.ts";
import { defineRule } from "../../findings/rule.ts";
import { commentEra } from "../../loader/read/cut-comment.ts";
import type { Reading } from "../../loader/reading.ts";
import type { Assignment } from "../../model/assignment.ts";
import { fileAssignments } from "../support/assignments.ts";
import { commentOutFix, displayOnlyFix, replaceFix } from "../support/fixes.ts";
import { crossesCommentChange } from "../support/releases.ts";
import { valueSpan } from "../support/value-items.ts";

/** A value that begins with `#`: data for some releases, a comment for others. */
export default defineRule({
  summary: "Value that begins with `#`",
  severity: "error",
  layer: "syntax",
  check({ unit, reading, catalog, from, report }) {
    if (crossesCommentChange(from, catalog.release)) return;
    for (const assignment of fileAssignments(unit)) {
      if (
        assignment.opaque !== undefined ||
        !assignment.rawValue.startsWith("#") ||
        !catalog.knows(assignment.property)
      )
        continue;
      const literal = commentEra(catalog.base) === "greedy";
      const words = isComment(assignment.rawValue);
      if (words && !literal && isUnsetByDefault(assignment, catalog)) continue;
      report({
        at: assignment.rawValueSpan,
        property: assignment.property,
        severity: literal && !words && isHonoured(reading, assignment) ? "warning" : "error",
        message: literal ? literalMessage(assignment, catalog) : commentMessage(assignment, catalog),
        fixes:
          commentEra(catalog.base) === "first"
            ? [displayOnlyFix("Choose a value without `#`, or put the comment on a line of its own")]
            : [
                replaceFix(
                  "Change to `\\#`, so that `#` belongs to the value",
                  "unsafe",
                  valueSpan(assignment, 0, 1),
                  "\\#",
                ),
                commentOutFix("Comment out the line to use the default", "unsafe", assignment.nameSpan),
              ],
      });
    }
  },
});

/** Whether the text reads as a comment: a blank follows the sign, or nothing, or several words. */
function isComment(rawValue: string): boolean {
  return /^#+(?:\s|$)|\s\S/.test(rawValue);
}

/** Whether nothing is lost where the property ends up unset. */
function isUnsetByDefault({ property }: Assignment, catalog: Catalog): boolean {
  const definition = catalog.property(property);
  return definition !== undefined && definition.default === null;
}

/** Whether Kong uses the text, sign and all, as it is written. */
function isHonoured(reading: Reading, assignment: Assignment): boolean {
  return !reading.isRefused(assignment) && !reading.losses.some((loss) => loss.assignment === assignment);
}

function literalMessage({ property }: Assignment, { release }: Catalog): string {
  return `${describeRelease(release)} treats a leading \`#\` as part of the value; since Kong 3.2 it starts a comment. Use \`\\#\` if \`${property}\` begins with it, or comment out the whole line.`;
}

function commentMessage(assignment: Assignment, catalog: Catalog): string {
  const { release, base } = catalog;
  const rest = isUnsetByDefault(assignment, catalog) ? "" : " and does not get its default";
  const says = `${describeRelease(release)} reads the whole value as a comment: \`${assignment.property}\` is set to an empty value${rest}.`;
  if (commentEra(base) === "first")
    return `${says} This release cannot represent \`#\` in a value; choose a different value, or comment out the whole line.`;
  return `${says} Use \`\\#\` if it belongs to the value, or comment out the whole line.`;
}
