import { describeRelease } from "../../../schemas/release.ts";
import { defineRule } from "../../findings/rule.ts";
import { emptyItemsOf } from "../../loader/after-open-source.ts";
import type { Assignment } from "../../model/assignment.ts";
import type { Location } from "../../model/location.ts";
import { type ValueItem, valueItems, valueSpan } from "../support/value-items.ts";

/** Commas with nothing behind, before or between them: each makes an item without a text. */
export default defineRule({
  summary: "Empty list item (extra comma)",
  severity: "error",
  layer: "syntax",
  check({ unit, reading, catalog, report }) {
    const emptyItems = emptyItemsOf(catalog.release, catalog.base);
    if (emptyItems === "dropped") return;
    for (const assignment of unit.assignments) {
      const { property } = assignment;
      if (!assignment.writtenValue.includes(",")) continue;
      if (assignment.section !== undefined || assignment.opaque !== undefined) continue;
      if (catalog.property(property)?.type !== "array") continue;
      const items = valueItems(assignment);
      if (!items.some(isEmpty)) continue;
      // What follows a leading `off` does not matter to Kong; listen/off-position speaks about it.
      if (catalog.listenProperties.has(property) && items[0]?.text === "off") continue;
      const refused = reading.isRefused(assignment);
      report({
        at: commaBeside(assignment, items),
        property,
        severity: refused ? "error" : "warning",
        message:
          emptyItems === "unproven"
            ? `Kong ${catalog.base} reads an empty item next to this comma, and later releases do not; whether ${describeRelease(catalog.release)} does is unknown. Remove the comma.`
            : `${describeRelease(catalog.release)} reads an empty item beside this comma${refused ? ` and rejects \`${property}\`` : ""}. Remove the comma.`,
        fixes: [
          {
            title: "Remove the comma",
            applicability: "safe",
            edits: superfluous(assignment, items).map((each) => ({ kind: "replace", span: each, text: "" })),
          },
        ],
      });
    }
  },
});

function isEmpty({ text }: ValueItem): boolean {
  return text === "";
}

/** The first comma that has an empty item beside it. */
function commaBeside(assignment: Assignment, items: readonly ValueItem[]): Location {
  const { writtenValue } = assignment;
  const first = items.findIndex(isEmpty);
  const offset = items[first]?.offset ?? 0;
  const comma =
    first === 0 ? writtenValue.indexOf(",") : writtenValue.lastIndexOf(",", Math.max(offset - 1, 0));
  const at = Math.max(comma, 0);
  return valueSpan(assignment, at, at + 1);
}

/** One stretch for each run of empty items: the commas and blanks that leave the others as they are. */
function superfluous(assignment: Assignment, items: readonly ValueItem[]): readonly Location[] {
  const filled = items.filter((item) => !isEmpty(item));
  const value = assignment.writtenValue;
  const [first] = filled;
  const last = filled.at(-1);
  if (first === undefined || last === undefined) return [valueSpan(assignment, 0, value.length)];
  const spans: Location[] = [];
  if (first.offset > 0 && isEmpty(items[0] ?? first)) spans.push(valueSpan(assignment, 0, first.offset));
  filled.slice(1).forEach((item, index) => {
    const before = filled[index];
    if (before === undefined) return;
    const gapStart = before.offset + before.text.length;
    const gap = value.slice(gapStart, item.offset);
    const second = gap.indexOf(",", gap.indexOf(",") + 1);
    if (second < 0) return;
    const lastComma = gap.lastIndexOf(",");
    spans.push(valueSpan(assignment, gapStart + gap.indexOf(","), gapStart + lastComma));
  });
  const end = last.offset + last.text.length;
  if (end < value.length) spans.push(valueSpan(assignment, end, value.length));
  return spans;
}
