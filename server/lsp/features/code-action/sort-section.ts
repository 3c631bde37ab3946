import { smallestEdit } from "../../../../grammar/text/smallest-edit.ts";
import { sliceSpan, span } from "../../../../grammar/text/span.ts";
import { applyEdits, type TextEdit } from "../../../../grammar/text/text-edit.ts";
import type { Analysis } from "../../../engine/analyze.ts";
import { readUnit } from "../../../formats/read-unit.ts";
import { defaultHost } from "../../../loader/host-environment.ts";
import { load } from "../../../loader/load.ts";
import type { Reading } from "../../../loader/reading.ts";
import { SourceDocument } from "../../../model/source-document.ts";
import type { DocumentAnalysis } from "../../document-analysis.ts";
import { sectionAt } from "../../support/source-sections.ts";
import { type SortItem, sortItems } from "./sort-items.ts";

/** The title of the section at an offset whose settings are not in the order of their names; undefined where they are. */
export function unsortedSection(analysis: Analysis, offset: number): string | undefined {
  if (sortItems(analysis, offset).every(isSorted)) return undefined;
  return sectionAt(analysis.unit, offset)?.title ?? "the file";
}

function isSorted(items: readonly SortItem[]): boolean {
  return items.every(({ name }, index) => index === 0 || (items[index - 1]?.name ?? "") <= name);
}

/**
 * The edits that put the settings of a section into the order of their names, each paragraph by itself. Settings of one name keep
 * their order. None where that would change what Kong reads.
 */
export function sortEdits({ analysis, settings }: DocumentAnalysis, offset: number): readonly TextEdit[] {
  const { unit, reading } = analysis;
  const { document, format } = unit;
  const edits = sortItems(analysis, offset)
    .filter((items) => !isSorted(items))
    .flatMap((items) => sortEdit(document.text, items));
  if (edits.length === 0) return [];
  const text = applyEdits(document.text, edits);
  const after = readUnit(new SourceDocument(document.path, text), format);
  const world = settings.lint.world ?? defaultHost;
  return sameReading(reading, load(after, reading.release, world)) ? edits : [];
}

/** The edit for one paragraph. What stands between two settings, such as the line break, keeps its place. */
function sortEdit(text: string, items: readonly SortItem[]): TextEdit[] {
  const [first] = items;
  const last = items.at(-1);
  if (first === undefined || last === undefined) return [];
  const sorted = [...items].sort((a, b) => (a.name < b.name ? -1 : a.name > b.name ? 1 : 0));
  const newText = sorted
    .map(({ span: own }, index) => {
      const before = items[index];
      const after = items[index + 1];
      const between =
        before === undefined || after === undefined ? "" : text.slice(before.span.end, after.span.start);
      return sliceSpan(text, own) + between;
    })
    .join("");
  return [smallestEdit(text, span(first.span.start, last.span.end), newText)];
}

/** Whether Kong ends up with the same values, and refuses the same. */
function sameReading(before: Reading, after: Reading): boolean {
  const summary = (reading: Reading) =>
    JSON.stringify([
      [...reading.properties]
        .map(([name, { value, opaque, provenance }]) => [name, value, opaque, provenance.kind])
        .sort(),
      reading.refusals().map(({ check, property }) => `${check} ${property}`),
      reading.losses.map(({ reason, property }) => `${reason} ${property}`).sort(),
    ]);
  return summary(before) === summary(after);
}
