import type { Span } from "./span.ts";
import type { TextEdit } from "./text-edit.ts";

/** The whole lines that an edit touches. */
export interface EditedLines {
  /** In the text before the edit, without the line break that ends the last one. */
  readonly before: Span;
  /** How much further what stands behind the edit begins. */
  readonly delta: number;
}

/** The lines of a text that an edit touches: what is known of the others still holds. */
export function editedLines(text: string, edit: TextEdit): EditedLines {
  const start = edit.span.start === 0 ? 0 : text.lastIndexOf("\n", edit.span.start - 1) + 1;
  const lineEnd = text.indexOf("\n", edit.span.end);
  const delta = edit.newText.length - (edit.span.end - edit.span.start);
  return { before: { start, end: lineEnd === -1 ? text.length : lineEnd }, delta };
}

/** The index of the first of ordered things that begins at `offset` or behind. */
export function firstFrom<T>(things: readonly T[], startOf: (thing: T) => number, offset: number): number {
  let low = 0;
  let high = things.length;
  while (low < high) {
    const middle = (low + high) >> 1;
    const thing = things[middle];
    if (thing !== undefined && startOf(thing) < offset) low = middle + 1;
    else high = middle;
  }
  return low;
}
