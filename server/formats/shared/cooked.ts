import { firstFrom } from "../../../grammar/text/edited-lines.ts";
import { SourceMap, type SourceSegment } from "../../../grammar/text/source-map.ts";
import type { Span } from "../../../grammar/text/span.ts";
import { type Location, locate, location, type SourceId } from "../../model/location.ts";
import type { Opaque, Piece } from "../../model/value.ts";

/** A text after quotes and escapes, with the characters of the source that write it. */
export interface Cooked {
  readonly source: SourceId;
  readonly text: string;
  /** Offsets of {@link text} to offsets of the source. */
  readonly map: SourceMap;
}

/** Builds a {@link Cooked} text from left to right. */
export class CookedBuilder {
  readonly #source: SourceId;
  readonly #segments: { cooked: number; source: number; length: number }[] = [];
  #text = "";

  constructor(source: SourceId) {
    this.#source = source;
  }

  get length(): number {
    return this.#text.length;
  }

  get text(): string {
    return this.#text;
  }

  /** Adds characters. They stand at `at` one by one, or are what one character there means. */
  add(text: string, at: number, isLiteral = true): void {
    const last = this.#segments.at(-1);
    const length = isLiteral ? text.length : Math.min(1, text.length);
    if (
      last !== undefined &&
      last.cooked + last.length === this.#text.length &&
      last.source + last.length === at
    ) {
      last.length += length;
    } else if (length > 0) {
      this.#segments.push({ cooked: this.#text.length, source: at, length });
    }
    this.#text += text;
  }

  /** Takes blanks off the end. */
  trimEnd(to = this.#text.trimEnd().length): void {
    this.#text = this.#text.slice(0, to);
    while ((this.#segments.at(-1)?.cooked ?? -1) >= to) this.#segments.pop();
    const last = this.#segments.at(-1);
    if (last !== undefined) last.length = Math.min(last.length, to - last.cooked);
  }

  /** @param fallback where an empty text stands */
  build(fallback: number): Cooked {
    const map = this.#segments.length === 0 ? SourceMap.identity(fallback, 0) : new SourceMap(this.#segments);
    return { source: this.#source, text: this.#text, map };
  }
}

/** A text that stands in the source as it is. */
export function literalCooked(source: SourceId, text: string, at: number): Cooked {
  return { source, text, map: SourceMap.identity(at, text.length) };
}

/** A part of a cooked text as a text of its own. */
export function sliceCooked(cooked: Cooked, range: Span): Cooked {
  return {
    source: cooked.source,
    text: cooked.text.slice(range.start, range.end),
    map: slice(cooked.map, range),
  };
}

/** A part of a cooked text as a piece of a value. */
export function pieceOf(cooked: Cooked, range: Span): Piece {
  const at = locate(cooked.source, cooked.map.spanToSource(range));
  return { kind: "text", text: cooked.text.slice(range.start, range.end), at, map: slice(cooked.map, range) };
}

/** A whole cooked text as pieces: none for the empty text. */
export function piecesOf(cooked: Cooked): readonly Piece[] {
  return cooked.text === "" ? [] : [pieceOf(cooked, { start: 0, end: cooked.text.length })];
}

const NO_SEGMENT: SourceSegment = { cooked: 0, source: 0, length: 0 };

function endOf({ cooked, length }: SourceSegment): number {
  return cooked + length;
}

/** The part of a map that maps a range, counted from the start of the range. */
function slice(map: SourceMap, { start, end }: Span): SourceMap {
  const [only] = map.segments;
  if (map.segments.length === 1 && only?.cooked === 0 && end <= only.length)
    return start === 0 && end === only.length ? map : SourceMap.identity(only.source + start, end - start);
  const segments: SourceSegment[] = [];
  // A value may have as many pieces as segments: only those of the range are looked at.
  for (let index = firstFrom(map.segments, endOf, start + 1); index < map.segments.length; index++) {
    const { cooked, source, length } = map.segments[index] ?? NO_SEGMENT;
    if (cooked >= end) break;
    const from = Math.max(cooked, start);
    const to = Math.min(cooked + length, end);
    if (from < to) segments.push({ cooked: from - start, source: source + from - cooked, length: to - from });
  }
  return segments.length === 0 ? SourceMap.identity(map.toSource(start), 0) : new SourceMap(segments);
}

/** A part that is unknown before run time. */
export function opaquePiece(cooked: Cooked, range: Span, why: Opaque): Piece {
  const at = locate(cooked.source, cooked.map.spanToSource(range));
  const text = cooked.text.slice(range.start, range.end);
  return { kind: "opaque", why, text, at, map: slice(cooked.map, range) };
}

/** Neighboring pieces of text from one source as one piece, so that a place in a value is found as a whole. */
export function joinPieces(pieces: readonly Piece[]): readonly Piece[] {
  if (pieces.length < 2) return pieces;
  const joined: Piece[] = [];
  let run: PlacedPiece[] = [];
  const finish = () => {
    if (run.length > 0) joined.push(joinedRun(run));
    run = [];
  };
  for (const piece of pieces) {
    const last = run.at(-1);
    if (!isPlaced(piece)) {
      finish();
      joined.push(piece);
      continue;
    }
    if (last !== undefined && (last.at.source !== piece.at.source || last.at.end > piece.at.start)) finish();
    run.push(piece);
  }
  finish();
  return joined;
}

/** A piece of text with the characters that write it. */
type PlacedPiece = Extract<Piece, { kind: "text" }> & { readonly at: Location; readonly map: SourceMap };

function isPlaced(piece: Piece): piece is PlacedPiece {
  return piece.kind === "text" && piece.at !== undefined && piece.map !== undefined;
}

/** Pieces that follow each other in a source as one. There may be thousands, so each is looked at once. */
function joinedRun(run: readonly PlacedPiece[]): Piece {
  const [first] = run;
  const last = run.at(-1);
  if (first === undefined || last === undefined) throw new RangeError("no pieces to join");
  if (first === last) return first;
  const segments: SourceSegment[] = [];
  let text = "";
  for (const piece of run) {
    for (const segment of piece.map.segments)
      segments.push({ ...segment, cooked: segment.cooked + text.length });
    text += piece.text;
  }
  const at = location(first.at.source, first.at.start, last.at.end);
  const joined: Piece = { kind: "text", text, at, map: new SourceMap(segments) };
  return run.some(({ isDefault }) => isDefault === true) ? asDefault(joined) : joined;
}

/** A piece as the default of a variable. */
export function asDefault(piece: Piece): Piece {
  return { ...piece, isDefault: true };
}

/** The text of pieces; undefined where one is unknown. */
export function textOfPieces(pieces: readonly Piece[]): string | undefined {
  let text = "";
  for (const piece of pieces) {
    if (piece.kind === "opaque") return undefined;
    text += piece.text;
  }
  return text;
}
