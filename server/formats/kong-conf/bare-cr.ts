import type { TextFact } from "../../../grammar/text/source-text.ts";
import { overlaps, type Span, span } from "../../../grammar/text/span.ts";
import { containsWord } from "../../../grammar/text/text-facts.ts";
import type { ConfigUnit } from "../../model/config-unit.ts";
import type { SourceDocument } from "../../model/source-document.ts";

/** A line of Kong's that an editor shows as several, for it holds a carriage return without a line feed. */
export interface BareCrLine {
  /** Without its line feed. */
  readonly span: Span;
  /** The first of the lines shown that Kong takes for a part of the one before. */
  readonly shown: Span;
  /** What Kong takes it for a part of. */
  readonly partOf: "comment" | "value" | "line";
  /** Every return of the line that no line feed follows. */
  readonly returns: readonly number[];
}

const NONE: readonly BareCrLine[] = [];

const bareCrLinesFact: TextFact<readonly BareCrLine[]> = { compute: ({ text }) => findBareCrLines(text) };

/**
 * The lines of a kong.conf that a return alone splits, as far as that matters: Kong drops one at the ends of a line like
 * any blank, and a comment may go on as it likes.
 */
export function bareCrLines({ document, file }: ConfigUnit): readonly BareCrLine[] {
  if (file === undefined || !containsWord(document, "\r")) return NONE;
  return document.fact(bareCrLinesFact);
}

/** Whether a place stands in a line that is split, or is the whole source and that is one line. */
export function isInBareCrLine(lines: readonly BareCrLine[], place: Span, { text }: SourceDocument): boolean {
  return lines.some(
    (line) => overlaps(line.span, place) || (place.start === place.end && line.span.end === text.length),
  );
}

function findBareCrLines(text: string): readonly BareCrLine[] {
  const lines: BareCrLine[] = [];
  const alone = /\r(?!\n)/g;
  for (let match = alone.exec(text); match !== null; match = alone.exec(text)) {
    const start = text.lastIndexOf("\n", match.index) + 1;
    const end = text.indexOf("\n", match.index);
    const line = bareCrLine(text, span(start, end === -1 ? text.length : end));
    if (line !== undefined) lines.push(line);
    alone.lastIndex = line?.span.end ?? (end === -1 ? text.length : end);
  }
  return lines;
}

function bareCrLine(text: string, line: Span): BareCrLine | undefined {
  const returns: number[] = [];
  let shown: Span | undefined;
  let first: string | undefined;
  for (let start = line.start; start <= line.end; ) {
    const at = text.indexOf("\r", start);
    const end = at === -1 || at > line.end ? line.end : at;
    const part = text.slice(start, end);
    const written = part.trim();
    if (first === undefined) {
      if (written !== "") first = written;
    } else if (shown === undefined && matters(written, first)) {
      const begin = start + part.indexOf(written);
      shown = span(begin, begin + written.length);
    }
    if (end < line.end && text.charAt(end + 1) !== "\n") returns.push(end);
    start = end + 1;
  }
  if (first === undefined || shown === undefined) return undefined;
  return { span: line, shown, partOf: partOf(first), returns };
}

/** Blanks and remarks lose nothing, and within a comment nothing is lost but a setting. */
function matters(written: string, first: string): boolean {
  if (written === "" || isComment(written)) return false;
  return !isComment(first) || written.includes("=");
}

function partOf(first: string): BareCrLine["partOf"] {
  const equals = first.indexOf("=");
  if (isComment(first) || first.indexOf("#", equals + 1) > equals + 1) return "comment";
  return equals > 0 ? "value" : "line";
}

function isComment(text: string): boolean {
  return text.startsWith("#") || text.startsWith(";");
}
