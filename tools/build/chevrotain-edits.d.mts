/** A source file of Chevrotain with its edits; undefined for a file that has none. */
export function editedChevrotain(path: string, source: string): string | undefined;
