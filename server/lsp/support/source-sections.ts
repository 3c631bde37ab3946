import { memoizeLast } from "../../../grammar/text/memoize.ts";
import { type Span, span } from "../../../grammar/text/span.ts";
import { type Section, sectionOf } from "../../../schemas/texts/section-of.ts";
import type { ConfigUnit } from "../../model/config-unit.ts";

/** A part of a source under one heading, up to the next one. */
export interface SourceSection {
  /** `GENERAL`, `Database`, `[kong]`. */
  readonly title: string;
  /** The words of the heading. */
  readonly heading: Span;
  /** From the first line of the banner to the line before the next one; the last line break is not part of it. */
  readonly span: Span;
  /** The section of Kong's own reference that has this heading. */
  readonly known: Section | undefined;
}

/** A line of `#----` round a heading, as Kong's own file has it. */
const FRAME = /^[ \t]*#[ \t]*[-=#*~_+]{6,}[ \t]*#*[ \t]*$/;
const COMMENT = /^[ \t]*#+[ \t]*(.*?)[ \t]*$/;
/** `# --- Database ---` */
const INLINE_FRAME = /^[-=*~#]{2,}[ \t]*(\S.*?)[ \t]*[-=*~#]{2,}$/;
const CAPITALS = /^[A-Z][A-Z0-9 &/().,-]*[A-Z)]$/;
/** A few words that begin with a capital and end without a full stop. */
const FEW_WORDS = /^[A-Z][\w/&().-]*(?: [\w/&().-]+){0,4}$/;
/** `# kong-lint: kong=3.4` is no prose that a heading would belong to. */
const FOR_KONG_LINT = /^[ \t]*#+[ \t]*kong-lint\b/;
const SETTING = /^[ \t]*#?[ \t]?[A-Za-z_]\w*[ \t]*=/;

/** The sections of a source, in order. What stands before the first heading belongs to none. */
export const sourceSections: (unit: ConfigUnit) => readonly SourceSection[] = memoizeLast((unit) => {
  const { text } = unit.document;
  const headings = [...commentHeadings(text), ...iniHeadings(unit)].sort((a, b) => a.start - b.start);
  return headings.map(({ title, heading, start }, index) => {
    const next = headings[index + 1]?.start ?? text.length;
    const end = next < text.length ? Math.max(heading.end, withoutBreak(text, next)) : next;
    return { title, heading, span: span(start, end), known: sectionOf(title) };
  });
}, 2);

/** The section that holds an offset. */
export function sectionAt(unit: ConfigUnit, offset: number): SourceSection | undefined {
  return sourceSections(unit).findLast((section) => section.span.start <= offset);
}

interface Heading {
  readonly title: string;
  readonly heading: Span;
  /** Where its banner begins. */
  readonly start: number;
}

function commentHeadings(text: string): Heading[] {
  const headings: Heading[] = [];
  let before = "";
  let beforeStart = 0;
  for (let start = 0; start < text.length; ) {
    const end = lineEnd(text, start);
    const line = lineText(text, start, end);
    if (isComment(line) && !FRAME.test(line)) {
      const title = titleOf(line, before, text, end + 1);
      if (title !== undefined) {
        const from = start + line.indexOf(title);
        const framed = FRAME.test(before);
        headings.push({
          title,
          heading: span(from, from + title.length),
          start: framed ? beforeStart : start,
        });
      }
    }
    before = line;
    beforeStart = start;
    start = end + 1;
  }
  return headings;
}

/** The words of a comment line that is a heading. */
function titleOf(line: string, before: string, text: string, next: number): string | undefined {
  const words = COMMENT.exec(line)?.[1] ?? "";
  if (words === "" || words.length > 80 || SETTING.test(line)) return undefined;
  const after = lineText(text, next, lineEnd(text, next));
  if (FRAME.test(before) && FRAME.test(after)) return words;
  const inline = INLINE_FRAME.exec(words)?.[1];
  if (inline !== undefined) return inline;
  const standsAlone =
    (!isComment(before) || FRAME.test(before) || FOR_KONG_LINT.test(before)) &&
    (!isComment(after) || FRAME.test(after) || SETTING.test(after));
  if (!standsAlone || !FEW_WORDS.test(words)) return undefined;
  if (CAPITALS.test(words) || sectionOf(words) !== undefined) return words;
  return leadsSeveral(text, next) ? words : undefined;
}

/** Whether two settings or more follow in one go: the comment above a single one explains that one. */
function leadsSeveral(text: string, next: number): boolean {
  const first = lineEnd(text, next);
  const second = lineEnd(text, first + 1);
  return SETTING.test(lineText(text, next, first)) && SETTING.test(lineText(text, first + 1, second));
}

function iniHeadings(unit: ConfigUnit): Heading[] {
  if (unit.file === undefined) return [];
  return unit.file.content.flatMap((node) =>
    node.kind === "section"
      ? [{ title: `[${node.nameText ?? ""}]`, heading: node.name ?? node.span, start: node.span.start }]
      : [],
  );
}

function isComment(line: string): boolean {
  return /^[ \t]*#/.test(line);
}

function lineEnd(text: string, start: number): number {
  const at = text.indexOf("\n", start);
  return at < 0 ? text.length : at;
}

function lineText(text: string, start: number, end: number): string {
  return start >= text.length ? "" : text.slice(start, end).replace(/\r$/, "");
}

function withoutBreak(text: string, next: number): number {
  return text.charAt(next - 2) === "\r" ? next - 2 : next - 1;
}
