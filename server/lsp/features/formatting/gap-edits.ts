import { overlaps, type Span, span } from "../../../../grammar/text/span.ts";
import type { TextEdit } from "../../../../grammar/text/text-edit.ts";
import type { ConfigUnit } from "../../../inputs/config-unit.ts";

/** What an editor wants of the ends of lines and of the file. */
export interface EndWishes {
  readonly trimsLines: boolean;
  readonly trimsEnd: boolean;
  readonly endsInBreak: boolean;
}

/** More blank lines than this in a row are too many. */
const MOST = 2;

/** Changes blanks at the ends of comments, blank lines between statements, line breaks that are not like the others, the end of the file. */
export function gapEdits(unit: ConfigUnit, wishes: EndWishes): TextEdit[] {
  const { text } = unit.document;
  const lineBreak = commonBreak(text);
  const fixed = fixedSpans(unit);
  const edits: TextEdit[] = [];
  let next = 0;
  let blankRun = 0;
  let blankStart = 0;
  for (let start = 0; start < text.length; ) {
    const at = text.indexOf("\n", start);
    const end = at < 0 ? text.length : at;
    while (next < fixed.length && (fixed[next]?.end ?? 0) < start) next++;
    const own = fixed[next];
    const isFixed = own !== undefined && own.start < end && own.end > start;
    const line = text.slice(start, end);
    const isBlank = !isFixed && /^[ \t]*\r?$/.test(line);
    if (isBlank) {
      if (blankRun === 0) blankStart = start;
      blankRun++;
    } else {
      if (blankRun > 0) edits.push(...blankEdits(text, span(blankStart, start), blankRun, lineBreak, wishes));
      blankRun = 0;
      if (!isFixed && wishes.trimsLines) edits.push(...trimEdits(line, start));
      // A line break within a statement may be part of a value.
      if (at >= 0 && !(own !== undefined && own.start < at && at < own.end))
        edits.push(...breakEdits(text, at, lineBreak));
    }
    start = end + 1;
  }
  return [...edits, ...endEdits(text, blankRun > 0 ? blankStart : undefined, lineBreak, wishes)];
}

/** What stays character by character: settings, lines that Kong drops, section headers, templates. In order. */
function fixedSpans({ assignments, syntax, templateSpans, document }: ConfigUnit): Span[] {
  const spans: Span[] = assignments.map(({ lineSpan }) => lineSpan);
  if (syntax.carrier === "kong-conf")
    for (const node of syntax.tree.content) if (node.kind !== "assignment") spans.push(node.span);
  if (syntax.carrier === "dotenv")
    for (const { span: place } of syntax.foreign) spans.push(wholeLine(document.text, place));
  for (const tag of templateSpans) if (!spans.some((each) => overlaps(each, tag))) spans.push(tag);
  return spans.sort((a, b) => a.start - b.start);
}

/** A foreign line of a dotenv file may go on in quotes: nobody has read how far. */
function wholeLine(text: string, place: Span): Span {
  const end = text.indexOf("\n", place.end);
  return span(text.lastIndexOf("\n", place.start - 1) + 1, end < 0 ? text.length : end);
}

function trimEdits(line: string, start: number): TextEdit[] {
  const content = line.replace(/\r$/, "");
  const kept = content.replace(/[ \t]+$/, "").length;
  return kept === content.length ? [] : [{ span: span(start + kept, start + content.length), newText: "" }];
}

/** Of a run of blank lines at most two stay, none at the begin of the file, each without blanks. */
function blankEdits(
  text: string,
  run: Span,
  count: number,
  lineBreak: string,
  { trimsLines }: EndWishes,
): TextEdit[] {
  const kept = run.start === 0 ? 0 : Math.min(count, MOST);
  const newText = lineBreak.repeat(kept);
  const old = text.slice(run.start, run.end);
  if (old === newText || (!trimsLines && count <= MOST)) return [];
  return [{ span: run, newText }];
}

function breakEdits(text: string, at: number, lineBreak: string): TextEdit[] {
  const hasReturn = text.charAt(at - 1) === "\r";
  if (hasReturn === (lineBreak === "\r\n")) return [];
  return hasReturn ? [{ span: span(at - 1, at), newText: "" }] : [{ span: span(at, at), newText: "\r" }];
}

function endEdits(
  text: string,
  blankStart: number | undefined,
  lineBreak: string,
  { trimsEnd, endsInBreak }: EndWishes,
): TextEdit[] {
  if (blankStart !== undefined)
    return trimsEnd && text.length > blankStart ? [{ span: span(blankStart, text.length), newText: "" }] : [];
  if (text === "" || text.endsWith("\n") || !endsInBreak) return [];
  // Half of a line break becomes a whole one.
  const from = text.endsWith("\r") ? text.length - 1 : text.length;
  return [{ span: span(from, text.length), newText: lineBreak }];
}

/** The line break that most lines have. */
function commonBreak(text: string): string {
  const all = text.split("\n").length - 1;
  const returns = text.split("\r\n").length - 1;
  return returns * 2 > all ? "\r\n" : "\n";
}
