import { span } from "../../../grammar/text/span.ts";
import type { DocumentFeature } from "../feature.ts";
import { lineAround } from "../support/source-line.ts";
import { formatEdits } from "./formatting/format-edits.ts";
import { endOptions } from "./formatting.ts";

/** Formats the lines of a range. */
export const rangeFormatting: DocumentFeature<"textDocument/rangeFormatting"> = (
  { analysis, positions },
  { range, options },
) => {
  const { document } = analysis.unit;
  const { start, end } = positions.span(range);
  // A range that ends at the begin of a line does not mean that line.
  const last = end > start && range.end.character === 0 ? end - 1 : end;
  const within = span(lineAround(document, start).start, lineAround(document, last).end);
  const edits = formatEdits(analysis.unit, {
    within,
    parts: "all",
    ends: endOptions(options),
    base: analysis.catalog.base,
  });
  return edits.map((edit) => positions.textEdit(edit));
};
