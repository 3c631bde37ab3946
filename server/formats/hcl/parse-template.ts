import { SourceMap, type SourceSegment } from "../../../grammar/text/source-map.ts";
import { type Span, span } from "../../../grammar/text/span.ts";
import { wordTable } from "../../../grammar/text/word-table.ts";
import type { HclScanner, HeredocPlace } from "./scanner.ts";
import type { HclPart, HclTemplate } from "./tree.ts";

const ESCAPES: Readonly<Record<string, string>> = wordTable({
  n: "\n",
  r: "\r",
  t: "\t",
  '"': '"',
  "\\": "\\",
});
const CODE = /\\(?:u([0-9a-fA-F]{4})|U([0-9a-fA-F]{8}))/y;

/** Builds the parts of a template from left to right. */
class Parts {
  readonly parts: HclPart[] = [];
  #text = "";
  #segments: SourceSegment[] = [];

  add(text: string, source: number, length = text.length): void {
    if (text === "") return;
    const last = this.#segments.at(-1);
    const isNext =
      last !== undefined &&
      last.source + last.length === source &&
      last.cooked + last.length === this.#text.length;
    if (isNext) this.#segments[this.#segments.length - 1] = { ...last, length: last.length + length };
    else this.#segments.push({ cooked: this.#text.length, source, length });
    this.#text += text;
  }

  fillIn(place: Span): void {
    this.flush();
    this.parts.push({
      kind: "filled-in",
      span: place,
      expression: span(place.start + 2, Math.max(place.start + 2, place.end - 1)),
    });
  }

  flush(): void {
    if (this.#text === "") return;
    this.parts.push({ kind: "text", text: this.#text, map: new SourceMap(this.#segments) });
    this.#text = "";
    this.#segments = [];
  }
}

/** Reads a text in quotes at the place of a scanner. */
export function readQuoted(scanner: HclScanner): HclTemplate {
  const start = scanner.at;
  const { end, isClosed } = scanner.endOfQuoted(start);
  if (!isClosed) scanner.fault(span(start, end), "the quoted text has no end");
  const inner = span(start + 1, Math.max(start + 1, isClosed ? end - 1 : end));
  const parts = new Parts();
  readParts(scanner, inner, parts, true);
  parts.flush();
  scanner.at = end;
  return { kind: "template", form: "quoted", span: span(start, end), inner, parts: parts.parts };
}

/** Reads a heredoc at the place of a scanner: its lines, each with its line break. */
export function readHeredoc(scanner: HclScanner, place: HeredocPlace): HclTemplate {
  const start = scanner.at;
  const { inner, isIndented, end } = place;
  const parts = new Parts();
  const indent = isIndented ? commonIndent(scanner.text, inner) : 0;
  if (indent === 0) readParts(scanner, inner, parts, false);
  else
    for (let line = inner.start; line < inner.end; ) {
      const found = scanner.text.indexOf("\n", line);
      const next = found < 0 ? inner.end : Math.min(inner.end, found + 1);
      // What is filled in may go over lines.
      line = readParts(
        scanner,
        span(Math.min(next, line + blanksAt(scanner.text, line, indent)), next),
        parts,
        false,
      );
    }
  parts.flush();
  scanner.at = end;
  return { kind: "template", form: "heredoc", span: span(start, end), inner, parts: parts.parts };
}

function blanksAt(text: string, start: number, most: number): number {
  let count = 0;
  while (count < most && (text.charAt(start + count) === " " || text.charAt(start + count) === "\t")) count++;
  return count;
}

/** The blanks that all lines of `<<-` begin with. */
function commonIndent(text: string, { start, end }: Span): number {
  let least = Number.POSITIVE_INFINITY;
  for (let line = start; line < end && least > 0; ) {
    const found = text.indexOf("\n", line);
    const stop = found < 0 ? end : Math.min(end, found);
    const blanks = blanksAt(text, line, stop - line);
    if (blanks < stop - line) least = Math.min(least, blanks);
    line = stop + 1;
  }
  return Number.isFinite(least) ? least : 0;
}

/** @returns where reading stopped: after the place, where something that is filled in goes beyond it */
function readParts(scanner: HclScanner, { start, end }: Span, parts: Parts, escapes: boolean): number {
  const { text } = scanner;
  let at = start;
  let run = start;
  const flushRun = (): void => parts.add(text.slice(run, at), run);
  while (at < end) {
    const character = text.charAt(at);
    if ((character === "$" || character === "%") && text.charAt(at + 1) === "{") {
      flushRun();
      const stop = scanner.endOfFilledIn(at);
      parts.fillIn(span(at, stop));
      at = stop;
      run = at;
    } else if ((character === "$" || character === "%") && text.startsWith(`${character}{`, at + 1)) {
      // `$${` is `${` as text.
      flushRun();
      parts.add(`${character}{`, at + 1);
      at += 3;
      run = at;
    } else if (escapes && character === "\\") {
      flushRun();
      at += addEscape(text, at, parts);
      run = at;
    } else at++;
  }
  at = Math.max(at, run);
  if (run < end) parts.add(text.slice(run, Math.min(at, end)), run);
  return Math.max(at, end);
}

/** @returns how many characters the escape has */
function addEscape(text: string, at: number, parts: Parts): number {
  CODE.lastIndex = at;
  const [all, four, eight] = CODE.exec(text) ?? [];
  const code = Number.parseInt(four ?? eight ?? "", 16);
  if (all !== undefined && code <= 0x10ffff) {
    parts.add(String.fromCodePoint(code), at, 1);
    return all.length;
  }
  const next = text.charAt(at + 1);
  parts.add(ESCAPES[next] ?? `\\${next}`, at, 1);
  return 2;
}
