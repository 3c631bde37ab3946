import type { EntryToWrite, PartToWrite } from "../../model/unit-text.ts";

/** Lines of a text in order, and what could not be written. */
export interface EntryLines {
  readonly lines: readonly string[];
  readonly unwritten: readonly EntryToWrite[];
}

/**
 * The parts of a process as lines: comments with their sign, empty lines, and entries as the format writes them.
 * @param indent before each line
 * @param writeEntry the lines of an entry; undefined where the format has no way to write it
 */
export function entryLines(
  parts: readonly PartToWrite[],
  indent: string,
  writeEntry: (entry: EntryToWrite) => readonly string[] | undefined,
): EntryLines {
  const lines: string[] = [];
  const unwritten: EntryToWrite[] = [];
  for (const part of parts) {
    if (part.kind === "blank") lines.push("");
    else if (part.kind === "comment") lines.push(`${indent}${`# ${part.text}`.trimEnd()}`);
    else {
      const written = writeEntry(part);
      if (written === undefined) unwritten.push(part);
      else lines.push(...written.map((line) => indent + line));
    }
  }
  return { lines, unwritten };
}

/** Whether a tool passes a variable of this name on. */
export function isVariableName(name: string): boolean {
  return /^[A-Za-z_][A-Za-z0-9_]*$/.test(name);
}
