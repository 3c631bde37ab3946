/** A half-open range of UTF-16 offsets into one text: `start` is included, `end` is not. */
export interface Span {
  readonly start: number;
  readonly end: number;
}

/** The span from `start` up to, but not including, `end` (UTF-16 offsets). */
export function span(start: number, end: number): Span {
  return { start, end };
}

/** The characters of `text` that `range` covers. */
export function sliceSpan(text: string, range: Span): string {
  return text.slice(range.start, range.end);
}

/** Whether the two half-open ranges share at least one character. */
export function overlaps(a: Span, b: Span): boolean {
  return a.start < b.end && b.start < a.end;
}

/** Whether `inner` lies within `outer`; equal ranges count. */
export function contains(outer: Span, inner: Span): boolean {
  return outer.start <= inner.start && inner.end <= outer.end;
}
