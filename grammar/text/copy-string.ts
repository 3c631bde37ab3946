/**
 * A part of a text as a text of its own. Engines keep a part as a view of the whole, so that one word of it keeps a whole
 * file in memory for as long as the word is used.
 */
export function copyString(text: string, start: number, end: number): string {
  // Joining makes a new text, and the part of that is a view of nothing larger.
  return ` ${text.slice(start, end)}`.slice(1);
}
