/** Whether a UTF-16 unit is one of the six blanks of the C locale: space, tab, LF, VT, FF, CR. */
export function isBlank(unit: number): boolean {
  return unit === 32 || (unit >= 9 && unit <= 13);
}

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
