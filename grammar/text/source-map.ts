import type { Span } from "./span.ts";

/** A run of cooked characters that stand unchanged in the source. Offsets and length are UTF-16 units. */
export interface SourceSegment {
  readonly cooked: number;
  readonly source: number;
  readonly length: number;
}

/**
 * Relates a cooked value (continuations joined, escapes resolved) to the characters of the source it came from.
 * Segments are in ascending order and do not overlap; cooked characters outside any segment have no own place in
 * the source and map to the nearest segment before them.
 */
export class SourceMap {
  readonly #segments: readonly SourceSegment[];
  /** How much further on in the source than they say all segments stand. */
  readonly #shift: number;

  constructor(segments: readonly SourceSegment[], shift = 0) {
    this.#segments = segments.length > 0 ? segments : [{ cooked: 0, source: 0, length: 0 }];
    this.#shift = shift;
  }

  /** The map of a value that stands in the source character by character from `source` on. */
  static identity(source: number, length: number): SourceMap {
    return new SourceMap([{ cooked: 0, source, length }]);
  }

  /** The segments, for those that shift or join maps. */
  get segments(): readonly SourceSegment[] {
    if (this.#shift === 0) return this.#segments;
    return this.#segments.map(({ cooked, source, length }) => ({
      cooked,
      source: source + this.#shift,
      length,
    }));
  }

  /** The map of the same value when the source has `by` more characters before it. */
  moved(by: number): SourceMap {
    return by === 0 ? this : new SourceMap(this.#segments, this.#shift + by);
  }

  /** The source offset of a cooked offset. The end of the value maps to the end of its last segment. */
  toSource(cooked: number): number {
    return this.#locate(cooked, false);
  }

  /** The source span that holds a cooked span; it may cover source characters between two segments. */
  spanToSource(range: Span): Span {
    const start = this.#locate(range.start, false);
    const end = range.end > range.start ? this.#locate(range.end, true) : start;
    return { start, end: Math.max(start, end) };
  }

  /** The cooked offset of a source offset: between segments, the end of the one before. */
  toCooked(source: number): number {
    const place = source - this.#shift;
    const segment = this.#lastBefore((candidate) => candidate.source <= place);
    if (segment === undefined) return this.#segments[0]?.cooked ?? 0;
    return segment.cooked + Math.min(place - segment.source, segment.length);
  }

  #locate(cooked: number, asEnd: boolean): number {
    const segment = this.#lastBefore((candidate) =>
      asEnd ? candidate.cooked < cooked : candidate.cooked <= cooked,
    );
    if (segment === undefined) return this.#shift + (this.#segments[0]?.source ?? 0);
    return this.#shift + segment.source + Math.min(cooked - segment.cooked, segment.length);
  }

  /** The last segment that `begins` in time, found by halving: a value may have as many segments as lines. */
  #lastBefore(begins: (segment: SourceSegment) => boolean): SourceSegment | undefined {
    let low = 0;
    let high = this.#segments.length;
    while (low < high) {
      const middle = (low + high) >> 1;
      const segment = this.#segments[middle];
      if (segment !== undefined && begins(segment)) low = middle + 1;
      else high = middle;
    }
    return this.#segments[low - 1];
  }
}
