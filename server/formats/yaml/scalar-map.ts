import { SourceMap, type SourceSegment } from "../../../grammar/text/source-map.ts";
import type { Span } from "../../../grammar/text/span.ts";
import { wordTable } from "../../../grammar/text/word-table.ts";
import type { ScalarStyle } from "./tree.ts";

/**
 * Relates the value of a scalar, character by character, to the text that writes it.
 * @param source the whole text
 * @param at the scalar with its quotes, or from its `|` or `>` on
 * @param text the value: quotes, escapes and folding resolved
 */
export function scalarMap(source: string, at: Span, style: ScalarStyle, text: string): SourceMap {
  switch (style) {
    case "empty":
      return SourceMap.identity(at.start, 0);
    case "plain":
      return text.length === at.end - at.start
        ? SourceMap.identity(at.start, text.length)
        : flowMap(source, at.start, at.end, "plain");
    case "single":
    case "double":
      return text.length === at.end - at.start - 2
        ? SourceMap.identity(at.start + 1, text.length)
        : flowMap(source, at.start + 1, at.end - 1, style);
    case "literal":
    case "folded":
      return blockMap(source, at, text);
  }
}

/** Collects segments; neighbors that continue each other become one. */
class Segments {
  readonly #segments: { cooked: number; source: number; length: number }[] = [];

  add(cooked: number, source: number, length: number): void {
    if (length <= 0) return;
    const last = this.#segments.at(-1);
    if (last !== undefined && last.cooked + last.length === cooked && last.source + last.length === source) {
      last.length += length;
    } else {
      this.#segments.push({ cooked, source, length });
    }
  }

  /** @param fallback where an empty value stands */
  toMap(fallback: number): SourceMap {
    const segments: readonly SourceSegment[] = this.#segments;
    return segments.length === 0 ? SourceMap.identity(fallback, 0) : new SourceMap(segments);
  }
}

/** Blanks and line breaks from an offset on that hold at least one line break: what flow scalars fold. */
const FOLD = /[ \t]*\r?\n[ \t\r\n]*/y;
/** How many characters follow the `\` of an escape that names a code. */
const CODE_LENGTH: Readonly<Record<string, number>> = wordTable({ x: 2, u: 4, U: 8 });

/** The map of a plain or quoted scalar; the source is walked once. */
function flowMap(
  source: string,
  start: number,
  end: number,
  style: "plain" | "single" | "double",
): SourceMap {
  const segments = new Segments();
  let cooked = 0;
  let at = start;
  while (at < end) {
    const character = source.charAt(at);
    FOLD.lastIndex = at;
    const fold = character <= " " ? FOLD.exec(source) : null;
    if (fold !== null) {
      // A fold is one blank, or one line break fewer than it holds.
      const breaks = fold[0].split("\n").length - 1;
      const length = breaks === 1 ? 1 : breaks - 1;
      const lineBreak = fold[0].indexOf("\n");
      segments.add(cooked, at + lineBreak, Math.min(length, 1));
      cooked += length;
      at = Math.min(end, at + fold[0].length);
    } else if (style === "double" && character === "\\") {
      const step = escapeAt(source, at, end);
      segments.add(cooked, at, step.cooked > 0 ? 1 : 0);
      cooked += step.cooked;
      at += step.length;
    } else {
      segments.add(cooked, at, 1);
      cooked++;
      at += style === "single" && character === "'" ? 2 : 1;
    }
  }
  return segments.toMap(start);
}

/** How long an escape is, and how many UTF-16 units it stands for. */
function escapeAt(
  source: string,
  at: number,
  end: number,
): { readonly length: number; readonly cooked: number } {
  const next = source.charAt(at + 1);
  if (next === "\n" || (next === "\r" && source.charAt(at + 2) === "\n")) {
    let stop = at + (next === "\r" ? 3 : 2);
    while (stop < end && (source.charAt(stop) === " " || source.charAt(stop) === "\t")) stop++;
    return { length: stop - at, cooked: 0 };
  }
  const digits = CODE_LENGTH[next];
  if (digits === undefined) return { length: 2, cooked: 1 };
  const code = Number.parseInt(source.slice(at + 2, at + 2 + digits), 16);
  return { length: 2 + digits, cooked: code > 0xffff ? 2 : 1 };
}

/**
 * The map of a block scalar. Each line of the source stands in the value without its indentation, in order; what lies between
 * two lines in the value is the line break between them.
 */
function blockMap(source: string, at: Span, text: string): SourceMap {
  const segments = new Segments();
  const header = source.indexOf("\n", at.start);
  let line = header < 0 || header >= at.end ? at.end : header + 1;
  let cooked = 0;
  while (line < at.end && cooked < text.length) {
    const found = source.indexOf("\n", line);
    const next = found < 0 || found >= at.end ? at.end : found;
    const end = next > line && source.charAt(next - 1) === "\r" ? next - 1 : next;
    const written = source.slice(line, end);
    const content = written.trimStart();
    if (content !== "") {
      // In a folded scalar only line breaks and blanks can stand between; in a literal one the same, by its indentation.
      const place = text.indexOf(content, cooked);
      if (place < 0) break;
      const lead = Math.min(place - cooked, leadOf(text, place, written.length - content.length));
      segments.add(place - lead, end - content.length - lead, content.length + lead);
      cooked = place + content.length;
    }
    if (next < at.end && text.charAt(cooked) !== "") segments.add(cooked, next, 1);
    if (text.charAt(cooked) === "\n" || text.charAt(cooked) === " ") cooked++;
    line = next + 1;
  }
  return segments.toMap(line);
}

/** How many blanks before a place in the value are indentation beyond that of the block. */
function leadOf(text: string, place: number, most: number): number {
  let lead = 0;
  while (lead < most && /[ \t]/.test(text.charAt(place - lead - 1))) lead++;
  return lead;
}
