import { SourceMap, type SourceSegment } from "../../../grammar/text/source-map.ts";
import { type Span, sliceSpan, span } from "../../../grammar/text/span.ts";
import { type Location, locate, location, type SourceId } from "../../model/location.ts";
import type { Opaque, Piece, Value } from "../../model/value.ts";

/** An unknown part with what is written in its place, character by character. */
export function opaqueAt(why: Opaque, at: Location, text: string): Piece {
  const isWritten = text.length === at.end - at.start;
  return {
    kind: "opaque",
    why,
    text,
    at,
    map: isWritten ? SourceMap.identity(at.start, text.length) : undefined,
  };
}

/** The text value that stands unchanged in a source from `start` on. */
export function verbatimValue(source: SourceId, text: string, start: number): Value {
  return new ValueBuilder(source, "").verbatim(text, start).build();
}

/**
 * Puts a value together from left to right. Characters that stand in the source unchanged become pieces with a map, so that each
 * has its exact place; what an escape or a variable writes is a piece of its own that maps to all characters of its cause.
 */
export class ValueBuilder {
  readonly #source: SourceId;
  readonly #sourceText: string;
  readonly #pieces: Piece[] = [];
  #run: string[] = [];
  #segments: SourceSegment[] = [];
  #runLength = 0;
  #length = 0;

  /** @param sourceText where the places of unknown parts are looked up */
  constructor(source: SourceId, sourceText: string) {
    this.#source = source;
    this.#sourceText = sourceText;
  }

  /** So many characters of known text were added. */
  get length(): number {
    return this.#length;
  }

  /** Text that stands in the source character by character from `start` on. */
  verbatim(text: string, start: number): this {
    if (text === "") return this;
    const last = this.#segments.at(-1);
    if (
      last !== undefined &&
      last.source + last.length === start &&
      last.cooked + last.length === this.#runLength
    )
      this.#segments[this.#segments.length - 1] = { ...last, length: last.length + text.length };
    else this.#segments.push({ cooked: this.#runLength, source: start, length: text.length });
    this.#run.push(text);
    this.#runLength += text.length;
    this.#length += text.length;
    return this;
  }

  /** Text that other characters write: an escape, a line break that was joined. */
  written(text: string, at: Span): this {
    return this.#push({ kind: "text", text, at: locate(this.#source, at), map: undefined }, text.length);
  }

  /** An unknown part. */
  opaque(why: Opaque, at: Span): this {
    return this.#push(opaqueAt(why, locate(this.#source, at), sliceSpan(this.#sourceText, at)), 0);
  }

  /** The value of a variable: all of it is written by the characters of the substitution. */
  substituted(pieces: readonly Piece[], at: Span): this {
    let text = "";
    for (const piece of pieces) {
      if (piece.kind === "text") {
        text += piece.text;
        continue;
      }
      if (text !== "") this.written(text, at);
      text = "";
      this.opaque(piece.why, at);
    }
    return text === "" ? this : this.written(text, at);
  }

  /** Pieces of another source: the content of a file. */
  foreign(piece: Piece): this {
    return this.#push(piece, piece.kind === "text" ? piece.text.length : 0);
  }

  /** Appends what another builder has so far. */
  append(other: ValueBuilder): this {
    for (const piece of other.pieces()) this.foreign(piece);
    return this;
  }

  pieces(): readonly Piece[] {
    this.#flush();
    return this.#pieces;
  }

  build(): Value {
    return { kind: "text", pieces: [...this.pieces()] };
  }

  #push(piece: Piece, length: number): this {
    this.#flush();
    this.#pieces.push(piece);
    this.#length += length;
    return this;
  }

  #flush(): void {
    const first = this.#segments[0];
    const last = this.#segments.at(-1);
    if (first === undefined || last === undefined) return;
    const at: Location = location(this.#source, first.source, last.source + last.length);
    this.#pieces.push({ kind: "text", text: this.#run.join(""), at, map: new SourceMap(this.#segments) });
    this.#run = [];
    this.#segments = [];
    this.#runLength = 0;
  }
}

/** The span of the characters that a value comes from; undefined where it has none. */
export function extentOf(pieces: readonly Piece[]): Span | undefined {
  const places = pieces.flatMap(({ at }) => (at === undefined ? [] : [at]));
  const [first] = places;
  if (first === undefined) return undefined;
  return span(
    first.start,
    places.reduce((end, at) => Math.max(end, at.end), first.end),
  );
}

/**
 * A part of pieces by offsets into their text, in which an unknown piece has no length. Unknown pieces at its edges belong to it,
 * except one right before `start`.
 */
export function slicePieces(
  pieces: readonly Piece[],
  start: number,
  end = Number.POSITIVE_INFINITY,
): readonly Piece[] {
  const kept: Piece[] = [];
  let offset = 0;
  for (const piece of pieces) {
    if (piece.kind === "opaque") {
      if (offset >= start && offset <= end) kept.push(piece);
      continue;
    }
    const from = Math.max(start - offset, 0);
    const to = Math.min(end - offset, piece.text.length);
    if (from === 0 && to === piece.text.length) kept.push(piece);
    else if (from < to) kept.push(sliceText(piece, from, to));
    offset += piece.text.length;
  }
  return kept;
}

function sliceText(piece: Extract<Piece, { kind: "text" }>, from: number, to: number): Piece {
  const text = piece.text.slice(from, to);
  if (piece.at === undefined || piece.map === undefined) return { ...piece, text };
  const segments = piece.map.segments.flatMap(({ cooked, source, length }) => {
    const start = Math.max(cooked, from);
    const end = Math.min(cooked + length, to);
    return start < end
      ? [{ cooked: start - from, source: source + start - cooked, length: end - start }]
      : [];
  });
  const first = segments[0];
  const last = segments.at(-1);
  if (first === undefined || last === undefined) return { ...piece, text };
  const at = location(piece.at.source, first.source, last.source + last.length);
  return { kind: "text", text, at, map: new SourceMap(segments) };
}
