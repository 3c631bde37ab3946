import { type Span, span } from "../../../grammar/text/span.ts";
import { lineEndAt, nextLineAt } from "../shared/text-lines.ts";

/** A line of a fence. */
export interface FenceLine {
  /** Where the line begins, with its indentation. */
  readonly start: number;
  /** What belongs to the text inside. */
  readonly content: Span;
  /** Where the next line begins. */
  readonly next: number;
}

/** A block of code in Markdown. */
export interface Fence {
  /** The first word after the fence in small letters; empty without one. */
  readonly language: string;
  readonly lines: readonly FenceLine[];
}

const OPENER = /^([ \t]*(?:>[ \t]?|(?:[-*+]|\d{1,9}[.)])[ \t]+)*[ \t]*)(`{3,}|~{3,})([^\n]*)$/;

/** The fences of a Markdown text, and its indented blocks of code. Time is linear in its length. */
export function fencesOf(text: string): readonly Fence[] {
  const fences: Fence[] = [];
  let afterBlank = true;
  for (let start = 0; start < text.length; ) {
    const end = lineEndAt(text, start);
    const opener = end - start < 1000 ? OPENER.exec(text.slice(start, end)) : null;
    const [, prefix = "", mark = "", info = ""] = opener ?? [];
    // An info string with a backquote is a piece of inline code.
    if (opener !== null && !(mark.startsWith("`") && info.includes("`"))) {
      const read = readFence(text, nextLineAt(text, start), prefix, mark);
      fences.push({ language: languageOf(info), lines: read.lines });
      start = read.next;
      afterBlank = true;
      continue;
    }
    const indented = afterBlank ? readIndented(text, start) : undefined;
    if (indented !== undefined) {
      fences.push(indented.fence);
      start = indented.next;
      continue;
    }
    afterBlank = text.slice(start, Math.min(end, start + 200)).trim() === "";
    start = nextLineAt(text, start);
  }
  return fences;
}

function languageOf(info: string): string {
  return /^[ \t]*\{?[.]?([A-Za-z][\w+#-]*)/.exec(info)?.[1]?.toLowerCase() ?? "";
}

function readFence(
  text: string,
  from: number,
  prefix: string,
  mark: string,
): { lines: readonly FenceLine[]; next: number } {
  const lines: FenceLine[] = [];
  const quotes = prefix.split(">").length - 1;
  const indent = prefix.slice(prefix.lastIndexOf(">") + 1).replace(/^[ \t]/, quotes > 0 ? "" : "$&").length;
  let start = from;
  while (start < text.length) {
    const end = lineEndAt(text, start);
    const next = nextLineAt(text, start);
    const content = contentStart(text, start, end, quotes, indent);
    // Out of the quotation, the fence ends without a mark.
    if (content === undefined) return { lines, next: start };
    if (closes(text.slice(content, Math.min(end, content + 200)), mark)) return { lines, next };
    lines.push({ start, content: span(content, end), next });
    start = next;
  }
  return { lines, next: start };
}

function closes(line: string, mark: string): boolean {
  const trimmed = line.trim();
  return trimmed.length >= mark.length && trimmed === (mark[0] ?? "").repeat(trimmed.length);
}

function contentStart(
  text: string,
  start: number,
  end: number,
  quotes: number,
  indent: number,
): number | undefined {
  let at = start;
  for (let quote = 0; quote < quotes; quote++) {
    while (at < end && (text[at] === " " || text[at] === "\t")) at++;
    if (text[at] !== ">") return undefined;
    at++;
    if (text[at] === " ") at++;
  }
  for (let column = 0; column < indent && at < end && (text[at] === " " || text[at] === "\t"); column++) at++;
  return at;
}

/** Lines with four blanks or a tab before them, after an empty line. */
function readIndented(text: string, from: number): { fence: Fence; next: number } | undefined {
  const lines: FenceLine[] = [];
  let start = from;
  while (start < text.length) {
    const end = lineEndAt(text, start);
    const indent = /^(?: {4}|\t)[ \t]*/.exec(text.slice(start, Math.min(end, start + 200)))?.[0].length;
    if (indent === undefined || start + indent === end) break;
    const next = nextLineAt(text, start);
    lines.push({ start, content: span(start + indent, end), next });
    start = next;
  }
  if (lines.length === 0) return undefined;
  // The lines keep what the first one is not indented by.
  const least = Math.min(...lines.slice(0, 1000).map(({ start: line, content }) => content.start - line));
  const kept = lines.map((line) => ({
    ...line,
    content: span(Math.min(line.start + least, line.content.end), line.content.end),
  }));
  return { fence: { language: "", lines: kept }, next: start };
}
