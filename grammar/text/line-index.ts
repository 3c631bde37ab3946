import type { TextEdit } from "./text-edit.ts";

/** A zero-based line and a zero-based UTF-16 column in it. */
export interface Position {
  readonly line: number;
  readonly character: number;
}

/**
 * Where the lines of a text begin. A line ends with LF, CR LF or a lone CR, as editors count them; the positions
 * it gives are those of the Language Server Protocol with UTF-16 columns.
 */
export class LineIndex {
  readonly #text: string;
  readonly #length: number;
  /** Worked out when somebody asks: of a source without a finding nobody does. */
  #known: Int32Array | undefined;

  /** @param starts where the lines of the text begin, when that is known already */
  constructor(text: string, starts?: Int32Array) {
    this.#text = starts === undefined ? text : "";
    this.#length = text.length;
    this.#known = starts;
  }

  get #starts(): Int32Array {
    this.#known ??= Int32Array.from(startsIn(this.#text));
    return this.#known;
  }

  /**
   * The lines of a text after an edit, without a look at the lines that the edit leaves alone.
   * @param text the text after the edit
   */
  edited(edit: TextEdit, text: string): LineIndex {
    const delta = text.length - this.#length;
    const before = this.#starts;
    // The line before counts too: its return may become half of a line break, or lose its other half.
    const first = this.positionAt(edit.span.start - 1).line;
    const next = this.positionAt(edit.span.end).line + 1;
    const from = this.lineStart(first);
    const between = startsIn(text.slice(from, this.lineStart(next) + delta));
    // The last of them is where the first line behind begins.
    const count = next < before.length ? between.length - 1 : between.length;
    const starts = new Int32Array(first + count + Math.max(0, before.length - next));
    starts.set(before.subarray(0, first));
    for (let line = 0; line < count; line++) starts[first + line] = (between[line] ?? 0) + from;
    const moved = first + count - next;
    for (let line = next; line < before.length; line++) starts[line + moved] = (before[line] ?? 0) + delta;
    return new LineIndex(text, starts);
  }

  get lineCount(): number {
    return this.#starts.length;
  }

  /** The UTF-16 offset at which the zero-based `line` begins; past the last line, the length of the text. */
  lineStart(line: number): number {
    if (line < 0) return 0;
    return this.#starts[line] ?? this.#length;
  }

  /** The position of a UTF-16 offset. Offsets outside the text are moved to its nearest end. */
  positionAt(offset: number): Position {
    const wanted = Math.max(0, Math.min(offset, this.#length));
    let low = 0;
    let high = this.#starts.length;
    while (high - low > 1) {
      const middle = (low + high) >> 1;
      if (this.lineStart(middle) <= wanted) low = middle;
      else high = middle;
    }
    return { line: low, character: wanted - this.lineStart(low) };
  }

  /** The UTF-16 offset of a position. Columns past the end of a line mean the start of the next line at most. */
  offsetAt(position: Position): number {
    if (position.line >= this.lineCount) return this.#length;
    const start = this.lineStart(position.line);
    return Math.min(start + Math.max(0, position.character), this.lineStart(position.line + 1));
  }
}

function startsIn(text: string): readonly number[] {
  return text.includes("\r") ? startsWithReturns(text) : startsOfLines(text);
}

function startsOfLines(text: string): number[] {
  const starts = [0];
  for (let at = text.indexOf("\n"); at >= 0; at = text.indexOf("\n", at + 1)) starts.push(at + 1);
  return starts;
}

function startsWithReturns(text: string): number[] {
  const starts = [0];
  for (let offset = 0; offset < text.length; offset++) {
    const unit = text.charCodeAt(offset);
    if (unit === 10 || (unit === 13 && text.charCodeAt(offset + 1) !== 10)) starts.push(offset + 1);
  }
  return starts;
}
