import { SourceMap, type SourceSegment } from "../text/source-map.ts";

/** Character codes that mean something to Kong's reader. */
export const LF = 10;
export const CR = 13;
export const HASH = 35;
export const SEMICOLON = 59;
export const EQUALS = 61;
export const BRACKET = 91;
export const BACKSLASH = 92;

/** What {@link continuationEnd} answers when a backslash is an ordinary character. */
export const NOT_CONTINUED = -1;
/** What {@link continuationEnd} answers when no line follows that could be joined. */
export const UNFINISHED = -2;

/**
 * Whether a code is a blank of the C locale other than LF: space, tab, VT, FF, CR. A no-break space is none, and a
 * lone CR ends no line.
 */
export function isBlankCode(code: number): boolean {
  return code === 32 || code === 9 || (code >= 11 && code <= 13);
}

/** The offset of the first character from `offset` on that is no blank; LF is not skipped. */
export function skipBlanks(text: string, offset: number): number {
  let at = offset;
  while (isBlankCode(text.charCodeAt(at))) at++;
  return at;
}

/** Whether only blanks follow the backslash at `offset` on its line, so that it joins the next line. */
export function isContinuation(text: string, offset: number): boolean {
  const at = skipBlanks(text, offset + 1);
  return at === text.length || text.charCodeAt(at) === LF;
}

/**
 * Where the line begins that the backslash at `offset` joins to its own: lines of blanks and comment lines in
 * between are passed over.
 * @returns the UTF-16 offset of that line's first character, {@link NOT_CONTINUED} or {@link UNFINISHED}
 */
export function continuationEnd(text: string, offset: number): number {
  let at = skipBlanks(text, offset + 1);
  if (at < text.length && text.charCodeAt(at) !== LF) return NOT_CONTINUED;
  while (at < text.length) {
    const lineStart = at + 1;
    const first = skipBlanks(text, lineStart);
    const code = text.charCodeAt(first);
    if (code === LF) {
      at = first;
    } else if (code === HASH || code === SEMICOLON) {
      at = text.indexOf("\n", first);
      if (at === -1) return UNFINISHED;
    } else {
      return first === text.length ? UNFINISHED : lineStart;
    }
  }
  return UNFINISHED;
}

/** Where the line behind that of an offset begins; the end of the text where there is none. */
export function lineEnd(text: string, offset: number): number {
  const at = text.indexOf("\n", offset);
  return at === -1 ? text.length : at + 1;
}

/**
 * The end of what stands on a line: its line break, LF or CR LF, is left out.
 * @param start where the line begins
 * @param next where the next one begins, or the text ends
 */
export function contentEnd(text: string, start: number, next: number): number {
  let end = next;
  if (end > start && text.charCodeAt(end - 1) === LF) {
    end--;
    if (end > start && text.charCodeAt(end - 1) === CR) end--;
  }
  return end;
}

/** Whether the line that begins at `start` is blank or a comment: it neither joins nor is joined. */
export function isRemark(text: string, start: number): boolean {
  const first = skipBlanks(text, start);
  const code = text.charCodeAt(first);
  return first === text.length || code === LF || code === HASH || code === SEMICOLON;
}

/** The offset of a backslash that stands last but for blanks between `start` and `end`, which hold no line break; -1 without one. */
export function lastBackslash(text: string, start: number, end: number): number {
  let at = end - 1;
  while (at >= start && isBlankCode(text.charCodeAt(at))) at--;
  return at >= start && text.charCodeAt(at) === BACKSLASH ? at : -1;
}

/** A stretch of source as Kong's reader sees it. */
export interface JoinedText {
  readonly text: string;
  readonly map: SourceMap;
}

/** The characters from `start` up to `end`, which lie in one statement, with the lines of the statement joined. */
export function joinLines(text: string, start: number, end: number): JoinedText {
  const segments: SourceSegment[] = [];
  let joined = "";
  let at = start;
  while (at < end) {
    const lineEnd = text.indexOf("\n", at);
    const last = lineEnd === -1 || lineEnd >= end;
    let stop = last ? end : lineEnd - 1;
    if (!last) while (isBlankCode(text.charCodeAt(stop))) stop--;
    if (stop > at) segments.push({ cooked: joined.length, source: at, length: stop - at });
    joined += text.slice(at, stop);
    at = last ? end : continuationEnd(text, stop);
  }
  if (segments.length === 0) segments.push({ cooked: 0, source: start, length: 0 });
  return { text: joined, map: new SourceMap(segments) };
}
