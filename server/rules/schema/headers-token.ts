import type { RuleContext } from "../../findings/rule.ts";
import { setFix } from "../support/fixes.ts";
import { quoted, quotedList } from "../support/quoting.ts";
import { refusalRule } from "../support/refusals.ts";
import { valueItems } from "../support/value-items.ts";
import { isAcceptedElsewhere, meansOff, nearWord } from "../support/words.ts";

/** Tokens of `headers` and `headers_upstream` that the release does not know, and an `off` that does not switch off. */
export default refusalRule({
  summary: "Unknown token in `headers` or `headers_upstream`",
  severity: "error",
  needs: ["headers", "headers_upstream"],
  layer: "value",
  check: "headers",
  message: ({ property, text }, { catalog }) =>
    `${quoted(text)} is not a valid token for ${quoted(property)}. ${advice(text, catalog.property(property)?.itemEnum ?? [])}`,
  fixes: ({ text, assignment }) =>
    assignment !== undefined && meansOff(text) && assignment.writtenValue === text
      ? [setFix("Change to `off`", "unsafe", assignment, "off")]
      : [],
  acceptedElsewhere: ({ property, text }) => isAcceptedElsewhere(property, text),
  checkAccepted(context) {
    for (const property of ["headers", "headers_upstream"]) reportOff(property, context);
  },
});

function advice(text: string, tokens: readonly string[]): string {
  const switched = /^(\w+)\s*=/.exec(text)?.[1];
  if (switched !== undefined)
    return `List only what to send: leave ${quoted(switched)} out, or use \`off\` to send none.`;
  if (meansOff(text)) return "To send none of these headers, use `off`.";
  const meant = nearWord(text, tokens);
  return meant === undefined ? `Use ${quotedList(tokens)}.` : `Did you mean ${quoted(meant)}?`;
}

function reportOff(property: string, { reading, report }: RuleContext): void {
  const assignment = reading.assignment(property);
  if (assignment === undefined || assignment.opaque !== undefined) return;
  const items = valueItems(assignment).filter(({ text }) => text !== "");
  const at = items.findIndex(({ text }) => text === "off");
  const off = items[at];
  if (off === undefined || items.length === 1) return;
  report({
    at: off.span,
    property,
    severity: "warning",
    message:
      at === 0
        ? "A leading `off` turns all these headers off, so the tokens after it have no effect. Keep only `off`, or remove it."
        : "`off` has no effect after other tokens: Kong skips it and sends the others. Keep only `off`, or remove it.",
  });
}
