import { firstFrom } from "../../grammar/text/edited-lines.ts";
import type { TextEdit } from "../../grammar/text/text-edit.ts";

/**
 * The edits of the fixes that were chosen for a round. There may be one for each of many thousand lines, so an edit is compared with
 * those beside it alone: none of them touches another.
 */
export class TakenEdits {
  /** Apart from whole lines, which may be inserted at one place any number of times. */
  readonly #edits = new OrderedEdits();
  readonly #lines = new OrderedEdits();
  readonly #keys = new Set<string>();

  /** Whether the same edit was taken already. */
  has(edit: TextEdit): boolean {
    return this.#keys.has(keyOf(edit));
  }

  /** Whether an edit shares characters with one that was taken, or inserts at the same place: their order would decide the outcome. */
  touches(edit: TextEdit): boolean {
    return this.#edits.touches(edit) || (!insertsLine(edit) && this.#lines.touches(edit));
  }

  /** @param edits which touch none that was taken before, but possibly each other */
  add(edits: readonly TextEdit[]): void {
    for (const edit of edits) {
      this.#keys.add(keyOf(edit));
      (insertsLine(edit) ? this.#lines : this.#edits).add(edit);
    }
  }
}

/** Edits in the order of their starts. */
class OrderedEdits {
  readonly #edits: TextEdit[] = [];
  /** The farthest end of all edits up to each: those of one fix may lie within each other. */
  readonly #ends: number[] = [];

  touches(edit: TextEdit): boolean {
    for (let at = this.#countUpTo(edit.span.end) - 1; at >= 0; at--) {
      if ((this.#ends[at] ?? 0) < edit.span.start) return false;
      const other = this.#edits[at];
      if (other !== undefined && touch(edit, other)) return true;
    }
    return false;
  }

  add(edit: TextEdit): void {
    const at = this.#countUpTo(edit.span.start);
    this.#edits.splice(at, 0, edit);
    this.#ends.splice(at, 0, this.#ends[at - 1] ?? 0);
    for (let next = at; next < this.#ends.length && (this.#ends[next] ?? 0) < edit.span.end; next++)
      this.#ends[next] = edit.span.end;
  }

  /** How many edits begin at an offset or before it. */
  #countUpTo(offset: number): number {
    return firstFrom(this.#edits, ({ span }) => span.start, offset + 1);
  }
}

function keyOf({ span, newText }: TextEdit): string {
  return `${span.start} ${span.end} ${newText}`;
}

function insertsLine({ span, newText }: TextEdit): boolean {
  return span.start === span.end && /^(?:\r?\n[^\r\n]+|[^\r\n]+\r?\n)$/.test(newText);
}

/** Deletions may meet, as those of lines below each other do. */
function touch(a: TextEdit, b: TextEdit): boolean {
  if (a.newText === "" && b.newText === "") return a.span.start < b.span.end && b.span.start < a.span.end;
  return a.span.start <= b.span.end && b.span.start <= a.span.end;
}
