import { type Span, span } from "../../../grammar/text/span.ts";
import type { Piece } from "../../model/value.ts";
import type { Field } from "./expand.ts";
import type { Quoting, Word } from "./syntax.ts";

/** Where `NAME=value` of a field stands. */
export interface FieldAssignment {
  readonly name: string;
  readonly nameSpan: Span;
  /** undefined: a name alone. */
  readonly value: { readonly from: number; readonly span: Span; readonly inner: Span } | undefined;
}

/**
 * Splits a field at its first sign.
 * @param from where the name begins in the text of the field
 * @returns undefined where a part of the name is unknown
 */
export function splitField(field: Field, from: number, text: string): FieldAssignment | undefined {
  const sign = field.text.indexOf("=", from);
  const end = sign < 0 ? field.text.length : sign;
  if (opaqueBefore(field.pieces, end) || (sign < 0 && field.isOpaque)) return undefined;
  const nameStart = sourceOf(field.pieces, from) ?? field.word.span.start;
  const name = field.text.slice(from, end);
  if (sign < 0) return { name, nameSpan: span(nameStart, nameEnd(field, text)), value: undefined };
  const signAt = sourceOf(field.pieces, sign) ?? field.word.span.end;
  const spans = valueSpans(field.word, signAt, text);
  return { name, nameSpan: span(nameStart, signAt), value: { from: sign + 1, ...spans } };
}

function nameEnd(field: Field, text: string): number {
  const { start, end } = field.word.span;
  return end - start > 1 && /["']/.test(text[end - 1] ?? "") ? end - 1 : end;
}

function opaqueBefore(pieces: readonly Piece[], end: number): boolean {
  let offset = 0;
  for (const piece of pieces) {
    if (piece.kind === "opaque") return offset < end;
    offset += piece.text.length;
    if (offset >= end) return false;
  }
  return false;
}

/** The source offset of a character of the text of pieces. */
export function sourceOf(pieces: readonly Piece[], cooked: number): number | undefined {
  let offset = 0;
  for (const piece of pieces) {
    const length = piece.kind === "text" ? piece.text.length : 0;
    if (piece.kind === "text" && cooked < offset + length)
      return piece.map === undefined ? piece.at?.start : piece.map.toSource(cooked - offset);
    offset += length;
  }
  return undefined;
}

/** How the character at an offset is quoted. */
export function quotingAt(word: Word, offset: number): Quoting {
  const part = word.parts.find(({ span: at }) => at.start <= offset && offset < at.end);
  return part?.quoting ?? "bare";
}

/** The spans of a value after its sign: with its own quotes, and without those around all of it. */
export function valueSpans(word: Word, signAt: number, text: string): { span: Span; inner: Span } {
  const start = signAt + 1;
  const { end } = word.span;
  const quoting = quotingAt(word, signAt);
  if (quoting !== "bare") {
    // The quotes are around name and value.
    const closes = end > start && /["']/.test(text[end - 1] ?? "");
    const at = span(start, closes ? end - 1 : end);
    return { span: at, inner: at };
  }
  const at = span(Math.min(start, end), end);
  const quote = text[start];
  const quoted = end - start >= 2 && (quote === '"' || quote === "'") && text[end - 1] === quote;
  const inside = word.parts.filter(({ span: part }) => part.start >= start);
  const wanted = quote === '"' ? "double" : "single";
  const alone = quoted && inside.every((part) => part.quoting === wanted);
  return { span: at, inner: alone ? span(start + 1, end - 1) : at };
}
