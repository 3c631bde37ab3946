import type { Span } from "../../grammar/text/span.ts";

/** A text: a path with `/` as the separator, or a path and an embedding inside it (`README.md#2`). */
export type SourceId = string & { readonly __source: true };

/** A unit within its source, stable over edits elsewhere: `services.kong`; empty for the only unit of a kong.conf. */
export type UnitId = string & { readonly __unit: true };

/** Characters of one source: UTF-16 offsets, end exclusive. It is a span, so whatever works on spans takes it. */
export interface Location extends Span {
  readonly source: SourceId;
  /** The characters bring a text about, but do not spell it: the key of a chart, a variable. Nothing may be written in their place. */
  readonly isCause?: true;
}

/** The id of a source by its path or address. */
export function sourceId(path: string): SourceId {
  return path as SourceId;
}

/** The id of a unit by its address. */
export function unitId(address: string): UnitId {
  return address as UnitId;
}

/** The characters from `start` up to, but not including, `end` of a source. */
export function location(source: SourceId, start: number, end: number): Location {
  return { source, start, end };
}

/** A span of a source, with the source beside it. */
export function locate(source: SourceId, { start, end }: Span): Location {
  return { source, start, end };
}

/** The place of what a text brings about without spelling it. */
export function causeAt({ source, start, end }: Location): Location {
  return { source, start, end, isCause: true };
}

/** Whether two locations are the same characters of the same source. */
export function sameLocation(a: Location, b: Location): boolean {
  return a.start === b.start && a.end === b.end && a.source === b.source;
}
