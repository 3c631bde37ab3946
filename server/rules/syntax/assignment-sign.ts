import { sliceSpan, span } from "../../../grammar/text/span.ts";
import { describeRelease } from "../../../schemas/release.ts";
import { defineRule, type RuleContext } from "../../findings/rule.ts";
import type { Assignment } from "../../model/assignment.ts";
import type { Location } from "../../model/location.ts";
import { isSecretProperty } from "../../secrets/secrets.ts";
import { fileAssignments } from "../support/assignments.ts";
import { isDividerOfEquals } from "../support/dividers.ts";
import { commentOutFix } from "../support/fixes.ts";
import { quoted } from "../support/quoting.ts";

/** `==` and `=>`, right behind the name. */
const DOUBLE = /^\s*=([=>])(\s|$)/;

/** A sign between name and value that says more to Kong than `=`, and one without a name before it. */
export default defineRule({
  summary: "`==`, `=>`, or a missing name in an assignment",
  severity: "error",
  layer: "syntax",
  check(context) {
    for (const assignment of fileAssignments(context.unit)) {
      if (assignment.property === "" && assignment.writtenName === "") reportNameless(assignment, context);
      else if (context.catalog.knows(assignment.property)) checkSign(assignment, context);
    }
  },
});

function reportNameless(assignment: Assignment, { catalog, report }: RuleContext): void {
  if (isDividerOfEquals(assignment, catalog)) return;
  const { span: at } = assignment;
  report({
    at,
    message:
      "There is no property name before `=`, so Kong silently ignores this line. Add the name, or begin the line with `#` if it is a comment.",
    fixes: [commentOutFix("Comment out the line", "unsafe", at)],
  });
}

function checkSign(assignment: Assignment, { unit, catalog, report }: RuleContext): void {
  const { property, nameSpan, rawValueSpan, writtenValue } = assignment;
  const between = span(nameSpan.end, rawValueSpan.end);
  const found = DOUBLE.exec(sliceSpan(unit.document.text, between));
  const sign = found?.[1];
  if (found === null || sign === undefined) return;
  const second: Location = { ...rawValueSpan, end: rawValueSpan.start + 1 };
  const reads = isSecretProperty(property, catalog) ? "" : `, ${quoted(writtenValue)}`;
  report({
    // All of the value is read otherwise than meant, and whatever else may be said of it has this for its reason.
    at: assignment,
    property,
    message: `Kong splits a line at the first \`=\`, so ${describeRelease(catalog.release)} reads the \`${sign}\` as part of the value${reads}. Use a single \`=\`.`,
    fixes: [
      {
        title: "Change to `=`",
        // A number Kong would write anew, and a `#` is a comment where nothing stands before it.
        applicability: /^[=>]\s*(?:[\d+-]|#)/.test(writtenValue) ? "unsafe" : "safe",
        edits: [{ kind: "replace", span: second, text: "" }],
      },
    ],
  });
}
