import { BACKSLASH, HASH, isBlankCode, LF, SEMICOLON, skipBlanks } from "./scan.ts";

/** Characters that are read at once. Tokens of one chunk are gone before the next one's are made. */
const CHUNK = 1 << 16;

/**
 * Where the stretch of statements that begins at `start` may end: behind a line that no later one is joined to. A
 * statement is never parted, so a chunk may be longer than wanted.
 */
export function chunkEnd(text: string, start: number): number {
  for (let size = CHUNK; start + size < text.length; size *= 2) {
    let end = text.lastIndexOf("\n", start + size) + 1;
    let look = end;
    while (look > start) {
      const line = look - 2 < start ? start : Math.max(start, text.lastIndexOf("\n", look - 2) + 1);
      if (!isRemark(text, line)) {
        if (!endsInBackslash(text, line, look)) return end;
        end = line;
      }
      look = line;
    }
    if (end > start) return end;
  }
  return text.length;
}

/** Whether the line that begins at `start` is blank or a comment: it neither joins nor is joined. */
function isRemark(text: string, start: number): boolean {
  const first = skipBlanks(text, start);
  const code = text.charCodeAt(first);
  return first === text.length || code === LF || code === HASH || code === SEMICOLON;
}

function endsInBackslash(text: string, start: number, end: number): boolean {
  let at = end - 1;
  while (at > start && isBlankCode(text.charCodeAt(at - 1))) at--;
  return at > start && text.charCodeAt(at - 1) === BACKSLASH;
}
