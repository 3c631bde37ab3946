import { span } from "../../../grammar/text/span.ts";
import type { DocumentFeature } from "../feature.ts";
import { lineAround, sourceLine } from "../support/source-line.ts";
import { formatEdits } from "./formatting/format-edits.ts";
import { endOptions } from "./formatting.ts";

/** Formats the setting that a line break ends, and puts a blank before an `=` that ends a name. */
export const onTypeFormatting: DocumentFeature<"textDocument/onTypeFormatting"> = (
  { analysis, positions },
  { position, ch, options },
) => {
  const { unit } = analysis;
  const { base } = analysis.catalog;
  const { document } = unit;
  const offset = positions.offset(position);
  const ends = endOptions(options);
  const format = (start: number, end: number) =>
    formatEdits(unit, { within: span(start, end), parts: "settings", ends, base }).map((edit) =>
      positions.textEdit(edit),
    );
  if (ch === "\n") {
    if (position.line === 0) return null;
    const { start, end } = sourceLine(document.text, document.lines, position.line - 1);
    return format(start, end);
  }
  // The blank behind `=` is left to the one who types: an edit at the cursor would move it.
  const line = lineAround(document, offset);
  const isFirst = document.text.indexOf("=", line.start) === offset - 1;
  return ch === "=" && isFirst ? format(line.start, offset - 1) : null;
};
