import type { SourceText } from "../../../grammar/text/source-text.ts";
import { type Span, span } from "../../../grammar/text/span.ts";

/** The offset at which the line that holds an offset begins. */
export function lineStartAt(text: string, offset: number): number {
  return offset <= 0 ? 0 : text.lastIndexOf("\n", offset - 1) + 1;
}

/** The offset at which the line that holds an offset ends, its line break excluded. */
export function lineEndAt(text: string, offset: number): number {
  const at = text.indexOf("\n", offset);
  if (at < 0) return text.length;
  return at > offset && text.charCodeAt(at - 1) === 13 ? at - 1 : at;
}

/** The offset at which the next line begins; the length of the text where there is none. */
export function nextLineAt(text: string, offset: number): number {
  const at = text.indexOf("\n", offset);
  return at < 0 ? text.length : at + 1;
}

/** All lines that a span touches, without the line break of the last one. */
export function linesOf(text: string, { start, end }: Span): Span {
  return span(lineStartAt(text, start), lineEndAt(text, Math.max(start, end)));
}

/**
 * All lines that a span touches, as {@link linesOf}, for those that ask about every part of a text: a line may be as long as the whole
 * text, so its ends are looked up and not searched for.
 */
export function indexedLinesOf({ text, lines }: SourceText, { start, end }: Span): Span {
  const next = lines.lineStart(lines.positionAt(Math.max(start, end)).line + 1);
  let last = next;
  while (last > end && (text[last - 1] === "\n" || text[last - 1] === "\r")) last--;
  return span(lines.lineStart(lines.positionAt(start).line), last);
}

/** The blanks with which the line of an offset begins. */
export function indentAt(text: string, offset: number): string {
  const start = lineStartAt(text, offset);
  let end = start;
  while (text[end] === " " || text[end] === "\t") end++;
  return text.slice(start, end);
}

/** The line break that a text uses. */
export function lineBreakOf(text: string): string {
  const at = text.indexOf("\n");
  return at > 0 && text.charCodeAt(at - 1) === 13 ? "\r\n" : "\n";
}

/** Whether there are only blanks between two offsets. */
export function isBlankBetween(text: string, start: number, end: number): boolean {
  for (let at = start; at < end; at++) if (text[at] !== " " && text[at] !== "\t") return false;
  return true;
}
