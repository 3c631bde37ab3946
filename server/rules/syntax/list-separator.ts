import { describeRelease } from "../../../schemas/release.ts";
import { defineRule, type RuleContext } from "../../findings/rule.ts";
import type { Assignment } from "../../model/assignment.ts";
import { quoted } from "../support/quoting.ts";
import { refusalPlace } from "../support/refusals.ts";
import { type ValueItem, valueItems, valueSpan } from "../support/value-items.ts";

/** Lists of paths, certificates and patterns, whose items may hold blanks. */
const FREE_ITEMS = /(?:_cert|_cert_key|_certificate|_paths|_emails|_exclude|_common_names)$/;
/** Words that are items by themselves: names, addresses, numbers and what joins them. */
const WORD = /^[\w.:/[\]@=*\-{}]+$/;

/** Blanks or semicolons between the items of a list. Kong splits at commas only. */
export default defineRule({
  summary: "List items separated by spaces or semicolons instead of commas",
  severity: "error",
  layer: "syntax",
  yieldsTo: ["syntax/quoted-value", "syntax/assignment-sign"],
  claims: ["split-by-delimiter"],
  check(context) {
    const { unit, catalog } = context;
    for (const assignment of unit.assignments) {
      const { property } = assignment;
      if (assignment.section !== undefined || assignment.opaque !== undefined) continue;
      if (catalog.property(property)?.type !== "array" || catalog.listenProperties.has(property)) continue;
      if (FREE_ITEMS.test(property) || assignment.writtenValue.includes("-----BEGIN")) continue;
      for (const item of valueItems(assignment)) checkItem(item, assignment, context);
    }
    reportSplitTexts(context);
  },
});

function checkItem(item: ValueItem, assignment: Assignment, { catalog, report }: RuleContext): void {
  const words = item.text.split(/[\s;]+/).filter((word) => word !== "");
  if (words.length < 2 || !words.every((word) => WORD.test(word))) return;
  // Commas do not help words of which the list takes none.
  const closed = catalog.property(assignment.property)?.itemEnum?.map((each) => each.toLowerCase());
  if (closed !== undefined && !words.some((word) => closed.includes(word.toLowerCase()))) return;
  report({
    at: item.span,
    property: assignment.property,
    message: `Kong splits lists only at commas, so ${describeRelease(catalog.release)} reads this as one item, ${quoted(item.text)}. Separate the ${words.length} items with commas.`,
    fixes: [
      {
        title: "Separate with commas",
        applicability: "unsafe",
        edits: [...item.text.matchAll(/\s*;\s*(?=\S)|\s+(?!;)/g)].map((gap) => ({
          kind: "replace",
          span: valueSpan(assignment, item.offset + gap.index, item.offset + gap.index + gap[0].length),
          text: ", ",
        })),
      },
    ],
  });
}

/** A text with the word at which Kong's reader splits: `,` in 0.9.0, `_blank_` in 0.9.1 to 3.1. */
function reportSplitTexts({ reading, catalog, report }: RuleContext): void {
  for (const refusal of reading.refusals("split-by-delimiter")) {
    report({
      at: refusalPlace(refusal),
      property: refusal.property,
      message: `${describeRelease(catalog.release)} splits this text at \`${catalog.base === "0.9.0" ? "," : "_blank_"}\` into a list, which it rejects for \`${refusal.property}\`. Choose a value without this separator.`,
    });
  }
}
