import { SourceMap, type SourceSegment } from "../../../grammar/text/source-map.ts";
import { type Span, span } from "../../../grammar/text/span.ts";
import { wordTable } from "../../../grammar/text/word-table.ts";

export type DotenvQuote = '"' | "'";

/** A value after the file's own quotes, escapes and comments, and the characters it takes in the source. */
export interface DotenvValue {
  readonly text: string;
  readonly map: SourceMap;
  /** Without quotes. */
  readonly inner: Span;
  /** With quotes. */
  readonly span: Span;
  readonly quote: DotenvQuote | undefined;
}

/** What Compose resolves in double quotes; a backslash before anything else stays. */
const ESCAPES: Readonly<Record<string, string>> = wordTable({
  n: "\n",
  r: "\r",
  t: "\t",
  a: "\x07",
  b: "\b",
  f: "\f",
  v: "\v",
  '"': '"',
  $: "$",
  "\\": "\\",
});
/** A line that begins an assignment ends a quote that was left open; a line of base64 does not look like one. */
const NEXT_ASSIGNMENT = /[ \t]*(?:export[ \t]+)?[A-Z_][A-Z0-9_]*=/y;
/** What may follow a closing quote. */
const END_OF_LINE = /[ \t\r]*(?:#[^\n]*)?(?:\n|$)/y;

/**
 * Reads the value behind `=`. As Docker Compose and the dotenv libraries take it: outer quotes are dropped and may
 * hold several lines, escapes count in double quotes, ` #` begins a comment behind a bare value. A quote that is not
 * closed, or that more text follows, is part of a bare value.
 * @param start the offset behind `=`
 */
export function readDotenvValue(text: string, start: number): DotenvValue {
  let at = start;
  while (text.charAt(at) === " " || text.charAt(at) === "\t") at++;
  const quote = text.charAt(at);
  const quoted = quote === '"' || quote === "'" ? readQuoted(text, at, quote) : undefined;
  return quoted ?? readBare(text, start, at);
}

function readBare(text: string, start: number, first: number): DotenvValue {
  const lineEnd = text.indexOf("\n", first);
  const line = text.slice(first, lineEnd === -1 ? text.length : lineEnd);
  const comment = first > start && line.startsWith("#") ? 0 : line.search(/[ \t]#/);
  const written = (comment === -1 ? line : line.slice(0, comment)).trimEnd();
  const from = written === "" ? start : first;
  const place = span(from, from + written.length);
  return {
    text: written,
    map: SourceMap.identity(from, written.length),
    inner: place,
    span: place,
    quote: undefined,
  };
}

function readQuoted(text: string, open: number, quote: DotenvQuote): DotenvValue | undefined {
  const close = closingQuote(text, open, quote);
  if (close === undefined) return undefined;
  const segments: SourceSegment[] = [];
  let cooked = "";
  let at = open + 1;
  const take = (end: number): void => {
    if (end > at) segments.push({ cooked: cooked.length, source: at, length: end - at });
    cooked += text.slice(at, end);
    at = end;
  };
  for (let next = open + 1; next < close; next++) {
    if (text.charAt(next) !== "\\") continue;
    const escaped = text.charAt(next + 1);
    const meant = quote === '"' ? ESCAPES[escaped] : escaped === "'" ? "'" : undefined;
    if (meant !== undefined) {
      take(next);
      segments.push({ cooked: cooked.length, source: next, length: 1 });
      cooked += meant;
      at = next + 2;
    }
    next++;
  }
  take(close);
  const inner = span(open + 1, close);
  const map = segments.length === 0 ? SourceMap.identity(inner.start, 0) : new SourceMap(segments);
  return { text: cooked, map, inner, span: span(open, close + 1), quote };
}

function closingQuote(text: string, open: number, quote: DotenvQuote): number | undefined {
  for (let at = open + 1; at < text.length; at++) {
    const character = text.charAt(at);
    if (character === "\\") {
      at++;
    } else if (character === quote) {
      END_OF_LINE.lastIndex = at + 1;
      return END_OF_LINE.test(text) ? at : undefined;
    } else if (character === "\n") {
      NEXT_ASSIGNMENT.lastIndex = at + 1;
      if (NEXT_ASSIGNMENT.test(text)) return undefined;
    }
  }
  return undefined;
}
