/** One line of a hunk. Lines count from 1. */
export type DiffLine =
  | {
      readonly kind: "context";
      readonly text: string;
      readonly oldLine: number;
      readonly newLine: number;
    }
  | { readonly kind: "added"; readonly text: string; readonly newLine: number }
  | { readonly kind: "removed"; readonly text: string; readonly oldLine: number };

/** A piece of a diff: what is shown of a file, and the only lines that can be commented on. */
export interface Hunk {
  /** Lines of the new text before this hunk, whatever they are. */
  readonly newLinesBefore: number;
  readonly lines: readonly DiffLine[];
}

const HEADER = /^@@ -(\d+)(?:,(\d+))? \+(\d+)(?:,(\d+))? @@/;

/**
 * Reads the unified diff of one file. The counts of each hunk's header say where it ends, so that a line of the file that
 * looks like a header is none. Total: what is no diff has no hunks.
 */
export function parseDiff(patch: string): readonly Hunk[] {
  const rows = patch.split("\n");
  const hunks: Hunk[] = [];
  for (let at = 0; at < rows.length; at++) {
    const header = HEADER.exec(rows[at] ?? "");
    if (header === null) continue;
    const [, oldStart, oldCount, newStart, newCount] = header;
    const newLines = Number(newCount ?? 1);
    const lines = readLines(rows, at + 1, {
      old: { next: Number(oldStart), left: Number(oldCount ?? 1) },
      new: { next: Number(newStart), left: newLines },
    });
    // The header of a hunk without new lines names the line before it.
    hunks.push({ newLinesBefore: Number(newStart) - (newLines === 0 ? 0 : 1), lines });
    at += lines.length;
  }
  return hunks;
}

interface Side {
  next: number;
  left: number;
}

function readLines(rows: readonly string[], from: number, sides: { old: Side; new: Side }): DiffLine[] {
  const lines: DiffLine[] = [];
  const take = (side: Side): number => {
    side.left--;
    return side.next++;
  };
  for (let at = from; at < rows.length && (sides.old.left > 0 || sides.new.left > 0); at++) {
    const row = rows[at] ?? "";
    const text = row.slice(1);
    if (row.startsWith("+")) lines.push({ kind: "added", text, newLine: take(sides.new) });
    else if (row.startsWith("-")) lines.push({ kind: "removed", text, oldLine: take(sides.old) });
    else if (row.startsWith(" ") || row === "" || row === "\r") {
      lines.push({ kind: "context", text, oldLine: take(sides.old), newLine: take(sides.new) });
    } else if (!row.startsWith("\\")) break;
  }
  return lines;
}

/** The hunk that shows all new lines from `first` to `last` (from 1), so that one comment can stand on them. */
export function hunkWith(hunks: readonly Hunk[], first: number, last: number): Hunk | undefined {
  return hunks.find(({ lines }) => {
    const shown = lines.flatMap((line) => (line.kind === "removed" ? [] : [line.newLine]));
    return shown.length > 0 && (shown[0] ?? 0) <= first && last <= (shown.at(-1) ?? 0);
  });
}
