import type { SectionNode } from "../../../grammar/kong-conf/syntax-tree.ts";
import { sliceSpan } from "../../../grammar/text/span.ts";
import { describeRelease } from "../../../schemas/release.ts";
import { defineRule, type RuleContext } from "../../findings/rule.ts";
import type { ConfigUnit } from "../../model/config-unit.ts";
import { kongConfStatements } from "../support/documents.ts";
import { commentOutFix } from "../support/fixes.ts";

/** Section headers, under which Kong sees no setting, and those that it cannot read or takes for a setting. */
export default defineRule({
  summary: "Section header, which makes Kong ignore the settings below it",
  severity: "error",
  claims: ["section-syntax", "section-as-value"],
  check(context) {
    for (const statement of kongConfStatements(context.unit)) {
      if (statement.kind !== "section") continue;
      context.report({
        at: context.here(statement.span),
        message: messageFor(statement, context),
        fixes: [commentOutFix("Comment out the header", "unsafe", context.here(statement.span))],
      });
    }
  },
});

function messageFor(section: SectionNode, { unit, reading, release }: RuleContext): string {
  const advice = "kong.conf has no sections: remove the line or begin it with `#`.";
  if (section.name === undefined) {
    return `${describeRelease(release)} reads a line that begins with \`[\` as a section header and fails on this one. ${advice}`;
  }
  const name = sliceSpan(unit.document.text, section.name);
  const property = name.replace(/[^A-Za-z0-9]/g, "_");
  if (reading.refusals("section-as-value").some((refusal) => refusal.property === property)) {
    return `This header makes \`${property}\` a section instead of a value, and ${describeRelease(release)} rejects it. ${advice}`;
  }
  const hidden = hiddenBy(section, unit);
  const what =
    hidden === 0
      ? "ignores every setting that follows it"
      : `ignores the ${hidden === 1 ? "setting" : `${hidden} settings`} below it`;
  return `Kong reads this line as the header of a section \`${name}\` and ${what}. ${advice}`;
}

function hiddenBy(section: SectionNode, unit: ConfigUnit): number {
  return unit.assignments.filter((assignment) => assignment.section?.start === section.span.start).length;
}
