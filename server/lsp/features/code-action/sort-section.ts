import { LineIndex } from "../../../../grammar/text/line-index.ts";
import { sliceSpan, span } from "../../../../grammar/text/span.ts";
import { applyEdits, type TextEdit } from "../../../../grammar/text/text-edit.ts";
import type { Analysis } from "../../../engine/lint.ts";
import { readUnit } from "../../../inputs/read-unit.ts";
import { smallestEdit } from "../../../inputs/smallest-edit.ts";
import { load } from "../../../loader/load.ts";
import type { Reading } from "../../../loader/reading.ts";
import { assumedWorld } from "../../../loader/world.ts";
import type { DocumentAnalysis } from "../../document-analysis.ts";
import { sectionAt } from "../../support/source-sections.ts";
import { sortItems } from "./sort-items.ts";

/** The title of the section at an offset whose settings are not in the order of their names; undefined where they are. */
export function unsortedSection(analysis: Analysis, offset: number): string | undefined {
  const items = sortItems(analysis, offset);
  const isSorted = items.every(({ name }, index) => index === 0 || (items[index - 1]?.name ?? "") <= name);
  if (isSorted) return undefined;
  return sectionAt(analysis.unit, offset)?.title ?? "the file";
}

/**
 * The edits that put the settings of a section into the order of their names. Settings of one name keep their order, blank
 * lines stay where they are. None where that would change what Kong reads.
 */
export function sortEdits({ analysis, settings }: DocumentAnalysis, offset: number): readonly TextEdit[] {
  const { unit, reading } = analysis;
  const { document, syntax } = unit;
  const items = sortItems(analysis, offset);
  const [first] = items;
  const last = items.at(-1);
  if (first === undefined || last === undefined) return [];
  const sorted = [...items].sort((a, b) => (a.name < b.name ? -1 : a.name > b.name ? 1 : 0));
  const newText = sorted
    .map(({ span: own }, index) => {
      const gap = items[index + 1];
      const before = items[index];
      const between =
        gap === undefined || before === undefined ? "" : document.text.slice(before.span.end, gap.span.start);
      return sliceSpan(document.text, own) + between;
    })
    .join("");
  const edit = smallestEdit(document.text, span(first.span.start, last.span.end), newText);
  const text = applyEdits(document.text, [edit]);
  if (text === document.text) return [];
  const after = readUnit({ path: document.path, text, lines: new LineIndex(text) }, syntax.carrier);
  const world = settings.lint.world ?? assumedWorld;
  return sameReading(reading, load(after, reading.release, world)) ? [edit] : [];
}

/** Whether Kong ends up with the same values, and refuses the same. */
function sameReading(before: Reading, after: Reading): boolean {
  const summary = ({ properties, refusals, losses }: Reading) =>
    JSON.stringify([
      [...properties]
        .map(([name, { value, opaque, provenance }]) => [name, value, opaque, provenance.kind])
        .sort(),
      refusals.map(({ check, property }) => `${check} ${property}`),
      losses.map(({ reason, property }) => `${reason} ${property}`).sort(),
    ]);
  return summary(before) === summary(after);
}
