import type { Catalog } from "../../../schemas/catalog.ts";
import { describeRelease } from "../../../schemas/release.ts";
import type { Fix } from "../../findings/fix.ts";
import { defineRule, type RuleContext } from "../../findings/rule.ts";
import { commentEra, cutByNodes, nodesCutHash, unescapeHashes } from "../../loader/read/cut-comment.ts";
import type { Loss } from "../../loader/reading.ts";
import type { Assignment } from "../../model/assignment.ts";
import { isSecretProperty } from "../../secrets/secrets.ts";
import { fileAssignments } from "../support/assignments.ts";
import { escapeHashes } from "../support/characters.ts";
import { displayOnlyFix, replaceFix } from "../support/fixes.ts";
import { quoteValue } from "../support/quoting.ts";
import { crossesCommentChange } from "../support/releases.ts";
import { valueSpan } from "../support/value-items.ts";

/** A `#` inside a value, where Kong begins a comment. */
export default defineRule({
  summary: "Unescaped `#` cuts the value off",
  severity: "error",
  layer: "syntax",
  dependsOnRelease: true,
  check(context) {
    const { reading, catalog, from, report } = context;
    if (crossesCommentChange(from, catalog.release)) return;
    const era = commentEra(catalog.base);
    const isWritable = era !== "first" && !nodesCutHash(catalog.base);
    if (nodesCutHash(catalog.base)) reportEscapes(context);
    for (const loss of reading.losses) {
      const { assignment } = loss;
      if (loss.reason !== "cut-at-hash" || assignment?.channel !== "file") continue;
      if (assignment.rawValue.startsWith("#")) continue;
      report({
        at: loss.span,
        property: loss.property,
        dependsOnRelease: false,
        message: `${describeRelease(catalog.release)} cuts the value off at \`#\`${era === "greedy" ? " and drops the character before it" : ""}: it reads ${reads(loss, catalog)}. ${
          isWritable
            ? isBeforeComment(assignment, catalog)
              ? "Put a space before `#`."
              : "Change it to `\\#`, or put a space before `#` if you meant a comment."
            : "This release cannot represent `#` in a value; choose a different value."
        }`,
        fixes: isBeforeComment(assignment, catalog)
          ? [spaceBeforeHash(assignment)]
          : [isWritable ? escapeHashes(assignment, "unsafe") : displayOnlyFix("Choose a value without `#`")],
      });
    }
  },
});

/** Whether what is in front of the `#` is a whole value of the property, so that a comment was meant. */
function isBeforeComment({ property, writtenValue }: Assignment, catalog: Catalog): boolean {
  return catalog.property(property)?.enum?.includes(writtenValue.split("#")[0]?.trim() ?? "") === true;
}

function spaceBeforeHash(assignment: Assignment): Fix {
  const at = assignment.writtenValue.indexOf("#");
  return replaceFix("Add a space before `#`", "unsafe", valueSpan(assignment, at, at), " ");
}

/** The escape, of which the running nodes of Kong 0.10.4–2.0.4 know nothing: they read the merged settings again. */
function reportEscapes({ unit, reading, catalog, report }: RuleContext): void {
  for (const assignment of fileAssignments(unit)) {
    const at = assignment.writtenValue.indexOf("\\#");
    if (at < 0 || assignment.opaque !== undefined || reading.assignment(assignment.property) !== assignment)
      continue;
    if (reading.losses.some((loss) => loss.assignment === assignment)) continue;
    const value = unescapeHashes(assignment.writtenValue);
    if (cutByNodes(value) === value) continue;
    report({
      at: valueSpan(assignment, at, at + 2),
      property: assignment.property,
      severity: "warning",
      message: `The commands of ${describeRelease(catalog.release)} read \`\\#\` as \`#\`, but the running nodes cut the value off there, so the two use different values. Choose a value without \`#\`, or upgrade to Kong 2.0.5.`,
      fixes: [displayOnlyFix("Choose a value without `#`")],
    });
  }
}

/** What Kong reads; of a secret only how much of it is left. */
function reads({ reads: value, property }: Loss, catalog: Catalog): string {
  if (!isSecretProperty(property, catalog)) return quoteValue(property, value, catalog);
  const left = value === undefined ? 0 : String(value).length;
  return left === 0
    ? "nothing"
    : left === 1
      ? "only the first character"
      : `only the first ${left} characters`;
}
