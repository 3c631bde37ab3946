import type { TextEdit } from "../../grammar/text/text-edit.ts";
import type { ConfigUnit } from "../model/config-unit.ts";
import type { SemanticEdit } from "../model/semantic-edit.ts";
import type { Source } from "../model/source.ts";

/** What the release decides about writing a value. */
export interface WriteOptions {
  /** Whether Kong knows `\\#` (0.10.4 and later), so that a `#` in a value of kong.conf can be written. */
  readonly escapeHash: boolean;
  /** The unit's own source, where its format needs more of it than the text. */
  readonly source?: Source;
}

/**
 * Changes of settings as changes of characters of the unit's own source, by the writer of its format.
 * @returns nothing at all when one of the changes cannot be written there, or two of them overlap, since half a fix is none
 */
export function writeEdits(
  unit: ConfigUnit,
  edits: readonly SemanticEdit[],
  { escapeHash, source: own }: WriteOptions,
): readonly TextEdit[] {
  const written: TextEdit[] = [];
  for (const edit of edits) {
    if (edit.kind === "replace" && edit.span.isCause === true) return [];
    const result = unit.format.write(edit, unit, {
      source: (id) => (id === own?.document.path ? own : undefined),
      escapeHash,
    });
    if (result.kind === "cannot") return [];
    for (const { source, edits: changes } of result.changes) {
      if (source !== unit.document.path) return [];
      written.push(...changes);
    }
  }
  return overlap(written) ? [] : written;
}

/** Whether two edits change the same characters: what a tool makes of a few of them in several places cannot be written in one. */
function overlap(edits: readonly TextEdit[]): boolean {
  const spans = edits.map(({ span }) => span).sort((a, b) => a.start - b.start || a.end - b.end);
  return spans.some(({ start }, index) => start < (spans[index - 1]?.end ?? 0));
}
