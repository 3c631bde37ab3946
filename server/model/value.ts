import type { SourceMap } from "../../grammar/text/source-map.ts";
import type { Span } from "../../grammar/text/span.ts";
import { causeAt, type Location, locate } from "./location.ts";

/**
 * Why a part of a value is unknown before run time. Such a part is never type-checked and never called a secret in clear
 * text. A vault reference is not among these: Kong itself resolves it, so the loader models it.
 */
export type Opaque =
  | "template"
  | "shell-variable"
  | "secret-reference"
  | "function"
  | "other-file"
  | "command-substitution";

/** A part of a value: its text, or the reason why nobody knows it yet, with the characters it comes from. */
export type Piece =
  | ({ readonly kind: "text" } & PieceText)
  | ({
      readonly kind: "opaque";
      readonly why: Opaque;
    } & PieceText);

interface PieceText {
  /** What reaches the process; of an unknown piece: what is written in its place (`${PW}`, `{{ pw }}`). */
  readonly text: string;
  /** The characters that write it; undefined where no text does (a default of a chart or an image). */
  readonly at: Location | undefined;
  /** Offsets of {@link text} to offsets of the source; undefined: the piece maps to {@link at} as a whole. */
  readonly map: SourceMap | undefined;
  /** It is the default of a variable that nothing sets (`${DATABASE:-off}`): who sets it gets another text. */
  readonly isDefault?: true;
}

/** What reaches the Kong process for one name. */
export type Value =
  /** Without a piece: the empty text. */
  | { readonly kind: "text"; readonly pieces: readonly Piece[] }
  /** The variable is taken out of the weaker layers: `KONG_X:` of Compose, `-e KONG_X` of `docker run`. */
  | { readonly kind: "removed" }
  /** The tool stops at it; a problem of the format says why. */
  | { readonly kind: "refused" };

/** The text of a value; undefined where a part of it is unknown, or there is none. */
export function textOf(value: Value): string | undefined {
  return opacityOf(value) === undefined && value.kind === "text" ? writtenText(value) : undefined;
}

/** Whether a part of a value is the default of a variable, so that it is a choice and not a fact. */
export function isByDefault(value: Value): boolean {
  return value.kind === "text" && value.pieces.some(({ isDefault }) => isDefault === true);
}

/** The text of a value with what is written in place of its unknown pieces; empty where it is removed or refused. */
export function writtenText(value: Value): string {
  if (value.kind !== "text") return "";
  const [first, ...more] = value.pieces;
  return more.reduce((text, piece) => text + piece.text, first?.text ?? "");
}

/** Why a value is unknown before run time: the reason of its first unknown piece. */
export function opacityOf(value: Value): Opaque | undefined {
  if (value.kind !== "text") return undefined;
  for (const piece of value.pieces) if (piece.kind === "opaque") return piece.why;
  return undefined;
}

/**
 * The characters of a part of a value.
 * @param range UTF-16 offsets into {@link writtenText}
 * @returns undefined where the part has no characters of its own, or comes from several sources
 */
export function locateInValue(value: Value, range: Span): Location | undefined {
  if (value.kind !== "text") return undefined;
  let first: Location | undefined;
  let last: Location | undefined;
  let offset = 0;
  for (const piece of value.pieces) {
    const start = Math.max(range.start, offset);
    const end = Math.min(range.end, offset + piece.text.length);
    const isTouched = range.end > range.start ? start < end : start === range.start && start <= end;
    if (isTouched) {
      const at = locateInPiece(piece, { start: start - offset, end: end - offset });
      if (at === undefined) return undefined;
      first ??= at;
      last = at;
    }
    offset += piece.text.length;
  }
  if (first === undefined || last === undefined || first.source !== last.source) return undefined;
  const at = locate(first.source, {
    start: Math.min(first.start, last.start),
    end: Math.max(first.end, last.end),
  });
  return first.isCause === true || last.isCause === true ? causeAt(at) : at;
}

function locateInPiece(piece: Piece, range: Span): Location | undefined {
  if (piece.at === undefined) return undefined;
  if (piece.map === undefined)
    return range.start === 0 && range.end === piece.text.length ? piece.at : causeAt(piece.at);
  return locate(piece.at.source, piece.map.spanToSource(range));
}
