import type { BareNode } from "../../../grammar/kong-conf/syntax-tree.ts";
import { type Span, sliceSpan, span } from "../../../grammar/text/span.ts";
import { describeRelease } from "../../../schemas/release.ts";
import type { Fix } from "../../findings/fix.ts";
import { defineRule, type RuleContext } from "../../findings/rule.ts";
import { separatorOf } from "../../formats/kong-conf/separator-of.ts";
import { assignmentsNamed } from "../support/assignments.ts";
import { isDivider } from "../support/dividers.ts";
import { declarativeDocument, isOtherText, kongConfStatements } from "../support/documents.ts";
import { commentOutFix, replaceFix } from "../support/fixes.ts";
import { isInPemBlock } from "../support/pem-blocks.ts";
import { quoted } from "../support/quoting.ts";

/** A name and what separates it from the rest: a colon, an arrow, blanks. */
const NAME_AND_REST = /^([A-Za-z0-9_]+)(\s*(?:->|>|:)\s*|\s+)(?=\S)/;

/** Lines that some template language owns; where its blocks end, the input knows better. */
const TEMPLATE_LINE = /^(?:\{[{%#]|<%|<\/?#[a-z-]|%\{|\$\{|%\w+%$|@\w+@$)/;

/** Lines that are no assignment, which Kong reads as list items and drops. */
export default defineRule({
  summary: "Line without `=`, which Kong ignores",
  severity: "error",
  layer: "syntax",
  yieldsTo: ["syntax/declarative-file-as-conf", "syntax/pem-over-lines"],
  check(context) {
    const { unit, catalog, report } = context;
    const statements = kongConfStatements(unit).filter((each) => each.kind === "bare");
    if (statements.length === 0 || declarativeDocument(unit) !== undefined) return;
    if (isOtherText(unit)) return;
    for (const statement of statements) {
      if (statement.section !== undefined || isInPemBlock(unit, statement.span)) continue;
      const text = sliceSpan(unit.document.text, statement.text);
      if (TEMPLATE_LINE.test(text) || isDivider(text, catalog)) continue;
      const [, name = text, separator = ""] = NAME_AND_REST.exec(text) ?? [];
      const known = catalog.knows(name);
      report({
        at: context.here(statement.text),
        ...(known ? { property: name } : {}),
        message: known
          ? `${describeRelease(catalog.release)} silently ignores this line because it has no \`=\`, so it does not set \`${name}\`. ${separator === "" ? `Change it to \`${name} = …\`.` : `Add \`=\` after \`${name}\`.`}`
          : "Kong silently ignores this line because it has no `=`. Change it to `name = value`, or begin it with `#` if it is a comment.",
        fixes: !known
          ? [commentOut(statement, context)]
          : separator === ""
            ? [...completed(statement, name, context), commentOut(statement, context)]
            : [
                replaceFix(
                  "Change to ` = `",
                  "unsafe",
                  context.here(separatorSpan(statement.text, name, separator)),
                  " = ",
                ),
              ],
      });
    }
  },
});

function separatorSpan(line: Span, name: string, separator: string): Span {
  const start = line.start + name.length;
  return span(start, start + separator.length);
}

/** A name alone: of a switch it says that it is on; of anything else the default shows what a value looks like. */
function completed({ text }: BareNode, name: string, { unit, catalog, here }: RuleContext): Fix[] {
  const property = catalog.property(name);
  const isSwitch = property?.type === "boolean" || property?.type === "ngx_boolean";
  const value = isSwitch ? "on" : (property?.default ?? "");
  if (value === "" || assignmentsNamed(unit, name).length > 0) return [];
  const setting = `${name}${separatorOf(unit)}${value}`;
  return [replaceFix(`Change to ${quoted(setting)}`, "unsafe", here(text), setting)];
}

function commentOut({ text }: BareNode, { here }: RuleContext): Fix {
  return commentOutFix("Comment out the line", "unsafe", here(text));
}
