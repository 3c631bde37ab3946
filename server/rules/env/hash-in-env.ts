import { describeRelease, inRange } from "../../../schemas/release.ts";
import { defineRule, type RuleContext } from "../../findings/rule.ts";
import type { Assignment } from "../../model/assignment.ts";
import { isSecretProperty } from "../../secrets/secrets.ts";
import { displayOnlyFix } from "../support/fixes.ts";
import { quoteValue } from "../support/quoting.ts";
import { crossesCommentChange } from "../support/releases.ts";
import { valueSpan } from "../support/value-items.ts";

/** A `#` in a variable, which Kong through 1.3 cuts, and its escape, which Kong from 3.2 on keeps as it is. */
export default defineRule({
  summary: "`#` in an environment variable that this release does not read literally",
  severity: "error",
  dependsOnRelease: true,
  check(context) {
    const { unit, catalog, from, release } = context;
    for (const assignment of unit.assignments) {
      if (assignment.channel !== "environment" || assignment.opaque !== undefined) continue;
      if (!catalog.knows(assignment.property) || !assignment.writtenValue.includes("#")) continue;
      if (inRange(catalog.base, { since: "3.2" })) {
        if (!crossesCommentChange(from, release)) reportEscape(assignment, context);
      } else if (inRange(catalog.base, { before: "1.4" })) reportCut(assignment, context);
    }
  },
});

/** From 3.2 on a variable is taken to the letter, backslash included. */
function reportEscape(assignment: Assignment, { catalog, report }: RuleContext): void {
  const at = assignment.writtenValue.indexOf("\\#");
  if (at < 0) return;
  report({
    at: valueSpan(assignment, at, at + 2),
    property: assignment.property,
    message: `In the environment ${describeRelease(catalog.release)} keeps the backslash of \`\\#\`, which only kong.conf needs. Use \`#\`.`,
    fixes: [
      {
        title: "Change to `#`",
        applicability: "unsafe",
        edits: [...assignment.writtenValue.matchAll(/\\#/g)].map(({ index }) => ({
          kind: "replace",
          span: valueSpan(assignment, index, index + 2),
          text: "#",
        })),
      },
    ],
  });
}

/** Through 1.3 a variable is cut like a value of the file. */
function reportCut(assignment: Assignment, { reading, catalog, report }: RuleContext): void {
  for (const loss of reading.losses) {
    if (loss.reason !== "cut-at-hash" || loss.assignment !== assignment) continue;
    report({
      at: loss.span,
      property: assignment.property,
      message: `${describeRelease(catalog.release)} cuts the value of a variable off at \`#\`, too: it reads ${isSecretProperty(assignment.property, catalog) ? "a shorter secret" : quoteValue(assignment.property, loss.reads, catalog)}. Choose a value without \`#\`.`,
      fixes: [displayOnlyFix("Choose a value without `#`")],
    });
  }
}
