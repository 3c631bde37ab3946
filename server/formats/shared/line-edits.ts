import { type Span, span } from "../../../grammar/text/span.ts";
import type { TextEdit } from "../../../grammar/text/text-edit.ts";
import type { Location, SourceId } from "../../model/location.ts";
import type { Written } from "../../model/semantic-edit.ts";

/** Edits of one source as the answer of a writer. */
export function written(source: SourceId, edits: readonly TextEdit[]): Written {
  return { kind: "edits", changes: [{ source, edits }] };
}

/** The line break that a text uses. */
export function lineBreakOf(text: string): string {
  return text.includes("\r\n") ? "\r\n" : "\n";
}

/** Deletes whole lines with the line break after them; at the end of the text, with the one before. */
export function deleteLines(text: string, lines: Span): TextEdit {
  const start = lines.start <= 0 ? 0 : text.lastIndexOf("\n", lines.start - 1) + 1;
  const next = text.indexOf("\n", lines.end);
  if (next >= 0) return { span: span(start, next + 1), newText: "" };
  const before = text.charAt(start - 2) === "\r" ? start - 2 : start - 1;
  return { span: span(Math.max(0, before), text.length), newText: "" };
}

/** A new line after the line that holds an offset. */
export function insertLineAfter(text: string, offset: number, line: string): TextEdit {
  const found = text.indexOf("\n", offset);
  const lineEnd = found < 0 ? text.length : found;
  const end = lineEnd > 0 && text.charAt(lineEnd - 1) === "\r" && found >= 0 ? lineEnd - 1 : lineEnd;
  return { span: span(end, end), newText: lineBreakOf(text) + line };
}

/** Puts a sign of comments before each line, after the indentation that all of them share. */
export function commentLines(text: string, lines: Span): TextEdit[] {
  const edits: TextEdit[] = [];
  const first = lines.start <= 0 ? 0 : text.lastIndexOf("\n", lines.start - 1) + 1;
  const indent = /^[ \t]*/.exec(text.slice(first, lines.end))?.[0].length ?? 0;
  for (let at = first; at < lines.end || at === first; ) {
    const found = text.indexOf("\n", at);
    const end = found < 0 ? text.length : found;
    const place = at + Math.min(indent, /^[ \t]*/.exec(text.slice(at, end))?.[0].length ?? 0);
    if (text.slice(at, end).trim() !== "") edits.push({ span: span(place, place), newText: "# " });
    if (found < 0) break;
    at = end + 1;
  }
  return edits;
}

/** `replace` means the same in every format. */
export function replaceAt(at: Location, text: string): Written {
  return written(at.source, [{ span: span(at.start, at.end), newText: text }]);
}
