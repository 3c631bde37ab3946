import type { LineIndex } from "../../../grammar/text/line-index.ts";
import type { SourceDocument } from "../../model/source-document.ts";

/** One line of a source, without its line break. Offsets are UTF-16 and count from the begin of the source. */
export interface SourceLine {
  readonly line: number;
  readonly start: number;
  readonly end: number;
  readonly text: string;
}

/** The line that holds an offset. */
export function lineAround({ text, lines }: SourceDocument, offset: number): SourceLine {
  return sourceLine(text, lines, lines.positionAt(offset).line);
}

/** A line by its number from 0. */
export function sourceLine(text: string, lines: LineIndex, line: number): SourceLine {
  const start = lines.lineStart(line);
  let end = lines.lineStart(line + 1);
  if (end > start && text.charCodeAt(end - 1) === 10) end--;
  if (end > start && text.charCodeAt(end - 1) === 13) end--;
  return { line, start, end, text: text.slice(start, end) };
}
