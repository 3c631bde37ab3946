import type { Span } from "./span.ts";

/** Spans of one text in an order in which a place is found by halving. */
export class SpanSet {
  readonly #spans: readonly Span[];
  /** The furthest end of all spans up to each. */
  readonly #ends: readonly number[];

  constructor(spans: readonly Span[]) {
    this.#spans = [...spans].sort((a, b) => a.start - b.start || a.end - b.end);
    let furthest = 0;
    this.#ends = this.#spans.map(({ end }) => {
      furthest = Math.max(furthest, end);
      return furthest;
    });
  }

  /** Whether one of the spans has a character in common with `place`, or is the same span without any. */
  sharesPlace(place: Span): boolean {
    const before = this.#countStartingBefore(place.end);
    if (before > 0 && (this.#ends[before - 1] ?? 0) > place.start) return true;
    const same = this.#spans[this.#countStartingBefore(place.start)];
    return same?.start === place.start && same.end === place.end;
  }

  #countStartingBefore(offset: number): number {
    let low = 0;
    let high = this.#spans.length;
    while (low < high) {
      const middle = (low + high) >> 1;
      if ((this.#spans[middle]?.start ?? 0) < offset) low = middle + 1;
      else high = middle;
    }
    return low;
  }
}
