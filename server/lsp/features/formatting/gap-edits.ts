import { type Span, span } from "../../../../grammar/text/span.ts";
import type { TextEdit } from "../../../../grammar/text/text-edit.ts";
import type { ConfigUnit } from "../../../model/config-unit.ts";
import { readsLineEnd } from "./statement-layout.ts";

/** What an editor wants of the ends of lines and of the file. */
export interface EndOptions {
  readonly trimsLines: boolean;
  readonly trimsEnd: boolean;
  readonly endsInBreak: boolean;
}

/** More blank lines than this in a row are too many. */
const MOST = 2;

/** Changes blanks at the ends of comments, blank lines between statements, line breaks that are not like the others, the end of the file. */
export function gapEdits(unit: ConfigUnit, options: EndOptions): TextEdit[] {
  const { text } = unit.document;
  const lineBreak = commonBreak(text);
  const edits: TextEdit[] = [];
  const blanks = { start: 0, count: 0 };
  const finishBlanks = (end: number) => {
    // On the first line this would make a script of the file, which other readers read.
    const opensScript = blanks.start === 0 && text.startsWith("#!", end);
    if (blanks.count > 0 && !opensScript)
      edits.push(...blankEdits(text, span(blanks.start, end), blanks.count, lineBreak, options));
    blanks.count = 0;
  };
  const fixed = new FixedPlaces(unit);
  for (let start = 0; start < text.length; ) {
    const at = text.indexOf("\n", start);
    const end = at < 0 ? text.length : at;
    const place = fixed.at(start, end);
    const line = text.slice(start, end);
    // Lone returns would become halves of line breaks once the blanks around them are gone.
    if (place === undefined && /^[ \t\r]*$/.test(line)) {
      if (blanks.count === 0) blanks.start = start;
      blanks.count++;
    } else {
      finishBlanks(start);
      if (place === undefined && options.trimsLines) edits.push(...trimEdits(line, start));
      if (at >= 0 && place?.keepsBreak !== true && (place === undefined || place.end <= at))
        edits.push(...breakEdits(text, at, lineBreak));
    }
    start = end + 1;
  }
  const last = fixed.at(text.length, text.length);
  if (last?.keepsBreak === true) return edits;
  return [...edits, ...endEdits(text, blanks.count > 0 ? blanks.start : undefined, lineBreak, options)];
}

/** What stays character by character; a line break within it is part of it. */
interface FixedPlace extends Span {
  /** The line break behind it stays, too. */
  readonly keepsBreak: boolean;
}

/** Settings, lines that Kong drops, section headers, templates: asked for from one line to the next. */
class FixedPlaces {
  readonly #places: readonly FixedPlace[];
  #next = 0;

  constructor({ assignments, file, otherLines, templateSpans, document }: ConfigUnit) {
    const fixed = ({ start, end }: Span): FixedPlace => ({ start, end, keepsBreak: false });
    const others =
      file !== undefined
        ? file.content.filter(({ kind }) => kind !== "assignment").map((node) => node.span)
        : (otherLines ?? []).map((line) => wholeLine(document.text, line.span));
    const settings = assignments.map((assignment) => ({
      ...fixed(assignment.lineSpan),
      keepsBreak: readsLineEnd(assignment),
    }));
    this.#places = merged([...settings, ...others.map(fixed), ...templateSpans.map(fixed)]);
  }

  /** The place that has characters of the line from `start` to `end`. Lines must come in their order. */
  at(start: number, end: number): FixedPlace | undefined {
    while ((this.#places[this.#next]?.end ?? end) < start) this.#next++;
    const place = this.#places[this.#next];
    return place !== undefined && place.start <= end && place.end > place.start ? place : undefined;
  }
}

/** Places in order, those that overlap as one. */
function merged(places: readonly FixedPlace[]): FixedPlace[] {
  const result: FixedPlace[] = [];
  for (const place of [...places].sort((a, b) => a.start - b.start)) {
    const last = result.at(-1);
    if (last === undefined || last.end <= place.start) result.push(place);
    else
      result[result.length - 1] = {
        start: last.start,
        end: Math.max(last.end, place.end),
        keepsBreak: last.keepsBreak || place.keepsBreak,
      };
  }
  return result;
}

/** A foreign line of a dotenv file may go on in quotes: nobody has read how far. */
function wholeLine(text: string, place: Span): Span {
  const end = text.indexOf("\n", place.end);
  return span(text.lastIndexOf("\n", place.start - 1) + 1, end < 0 ? text.length : end);
}

function trimEdits(line: string, start: number): TextEdit[] {
  const content = line.replace(/\r$/, "");
  const kept = content.replace(/(?<![ \t])[ \t]+$/, "").length;
  // A return before the blanks would be half of the line break.
  if (content.charAt(kept - 1) === "\r") return [];
  return kept === content.length ? [] : [{ span: span(start + kept, start + content.length), newText: "" }];
}

/** Of a run of blank lines at most two stay, none at the begin of the file, each without blanks. */
function blankEdits(
  text: string,
  run: Span,
  count: number,
  lineBreak: string,
  { trimsLines }: EndOptions,
): TextEdit[] {
  const kept = run.start === 0 ? 0 : Math.min(count, MOST);
  const newText = lineBreak.repeat(kept);
  const old = text.slice(run.start, run.end);
  if (old === newText || (!trimsLines && count <= MOST)) return [];
  return [{ span: run, newText }];
}

function breakEdits(text: string, at: number, lineBreak: string): TextEdit[] {
  const hasReturn = text.charAt(at - 1) === "\r";
  // Without the last of several returns the one before it would be half of the line break.
  if (hasReturn && text.charAt(at - 2) === "\r") return [];
  if (hasReturn === (lineBreak === "\r\n")) return [];
  return hasReturn ? [{ span: span(at - 1, at), newText: "" }] : [{ span: span(at, at), newText: "\r" }];
}

function endEdits(
  text: string,
  blankStart: number | undefined,
  lineBreak: string,
  { trimsEnd, endsInBreak }: EndOptions,
): TextEdit[] {
  if (blankStart !== undefined)
    return trimsEnd && text.length > blankStart ? [{ span: span(blankStart, text.length), newText: "" }] : [];
  // Of several returns nobody can say which are line breaks.
  if (text === "" || /(?:\n|\r\r)$/.test(text) || !endsInBreak) return [];
  // Half of a line break becomes a whole one.
  const from = text.endsWith("\r") ? text.length - 1 : text.length;
  return [{ span: span(from, text.length), newText: lineBreak }];
}

/** The line break that most lines have. Blank ones do not count, for there may be fewer of them afterwards. */
function commonBreak(text: string): string {
  let all = 0;
  let returns = 0;
  for (let start = 0, at = text.indexOf("\n"); at >= 0; start = at + 1, at = text.indexOf("\n", start)) {
    const line = text.slice(start, at);
    if (/^[ \t\r]*$/.test(line)) continue;
    all++;
    if (line.endsWith("\r")) returns++;
  }
  return returns * 2 > all ? "\r\n" : "\n";
}
