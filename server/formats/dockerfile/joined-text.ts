import { type Span, span } from "../../../grammar/text/span.ts";

/**
 * The text of an instruction with its lines joined, as the builder reads it, and where each character stands. Lookups mostly go
 * forward, so the segment that answered last is tried first.
 */
export class JoinedText {
  readonly text: string;
  readonly #starts: readonly number[];
  readonly #sources: readonly number[];
  #last = 0;

  /** @param parts runs of the source, in order */
  constructor(source: string, parts: readonly Span[]) {
    const starts: number[] = [];
    const sources: number[] = [];
    const texts: string[] = [];
    let length = 0;
    for (const part of parts) {
      if (part.end <= part.start) continue;
      starts.push(length);
      sources.push(part.start);
      texts.push(source.slice(part.start, part.end));
      length += part.end - part.start;
    }
    this.text = texts.join("");
    this.#starts = starts;
    this.#sources = sources;
  }

  /** The source offset of a character; for the end of the text, that after its last character. */
  at(offset: number): number {
    if (offset >= this.text.length && this.text.length > 0) return this.at(this.text.length - 1) + 1;
    const index = this.#segmentOf(offset);
    return (this.#sources[index] ?? 0) + offset - (this.#starts[index] ?? 0);
  }

  /** The source characters of a range; it may span line ends between two joined lines. */
  spanOf(start: number, end: number): Span {
    const from = this.at(start);
    return span(from, end > start ? this.at(end - 1) + 1 : from);
  }

  /** The runs of a range that stand in the source without a gap. */
  runsOf(start: number, end: number): readonly { readonly text: string; readonly at: number }[] {
    const runs: { text: string; at: number }[] = [];
    for (let from = start; from < end; ) {
      const to = Math.min(end, this.#starts[this.#segmentOf(from) + 1] ?? end);
      runs.push({ text: this.text.slice(from, to), at: this.at(from) });
      from = to;
    }
    return runs;
  }

  #segmentOf(offset: number): number {
    const next = this.#last + 1;
    if ((this.#starts[this.#last] ?? 0) <= offset && offset < (this.#starts[next] ?? Infinity))
      return this.#last;
    let low = 0;
    let high = this.#starts.length;
    while (high - low > 1) {
      const middle = (low + high) >> 1;
      if ((this.#starts[middle] ?? 0) <= offset) low = middle;
      else high = middle;
    }
    this.#last = low;
    return low;
  }
}
