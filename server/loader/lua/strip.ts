import { isBlank } from "../../../grammar/text/blanks.ts";

/** The offset of the first character that is no blank, from `start` on; `end` where there is none. */
export function skipBlanks(text: string, start: number, end: number = text.length): number {
  let offset = start;
  while (offset < end && isBlank(text.charCodeAt(offset))) offset++;
  return offset;
}

/** The offset behind the last character that is no blank, down to `start`. */
export function skipBlanksBack(text: string, end: number, start = 0): number {
  let offset = end;
  while (offset > start && isBlank(text.charCodeAt(offset - 1))) offset--;
  return offset;
}

/** A text without the blanks around it. */
export function strip(text: string): string {
  const start = skipBlanks(text, 0);
  return text.slice(start, skipBlanksBack(text, text.length, start));
}

/** Bytes from which on the library of Kong 2.0–2.5.0 strips a text in another way. */
const longText = 200;

/**
 * Strips as the library of Kong 2.0–2.5.0 does: of the blanks behind a text that has 200 bytes or more with them, the
 * first one stays.
 */
export function stripKeepingABlank(text: string): string {
  const stripped = strip(text);
  if (stripped === "" || text.length * 3 < longText || new TextEncoder().encode(text).length < longText)
    return stripped;
  const end = skipBlanksBack(text, text.length);
  return stripped + text.slice(end, end + 1);
}
