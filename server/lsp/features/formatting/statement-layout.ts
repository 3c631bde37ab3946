import { overlaps, type Span, span } from "../../../../grammar/text/span.ts";
import { compareVersions } from "../../../../schemas/release.ts";
import type { Assignment } from "../../../model/assignment.ts";
import type { ConfigUnit } from "../../../model/config-unit.ts";

/** Where the parts of a setting stand that may be moved: all on its first line. Offsets are of the source. */
export interface StatementLayout {
  readonly assignment: Assignment;
  /** From 0. */
  readonly line: number;
  readonly lineStart: number;
  readonly name: Span;
  readonly equals: number;
  /** Where the value begins, or the comment of an empty value; undefined where nothing follows the `=`. */
  readonly content: number | undefined;
  /** The end of the value as it is written, quotes included; the end of `=` where it is empty. */
  readonly end: number;
  /** A comment behind the value on the same line, which blanks part from it. */
  readonly comment: number | undefined;
  /** Blanks at the very end of the line. */
  readonly trailing: Span;
  readonly isSingleLine: boolean;
}

/** Tried once for each run of blanks, however many a line has. */
const TRAILING_BLANKS = /(?<![ \t])[ \t]+$/;

/** So many UTF-8 bytes at most may a value have whose comment is moved: Kong 2.0–2.5.0 keeps a blank behind long ones. */
const SHORT = 150;

/**
 * The layouts of the settings whose form is plain; others are left as they are.
 * @param base the open-source release that reads the source
 */
export function statementLayouts(unit: ConfigUnit, base: string): StatementLayout[] {
  const tags = unit.templateSpans;
  return unit.assignments.flatMap((assignment) => {
    if (assignment.unfinished === true) return [];
    if (tags.some((tag) => overlaps(tag, assignment.lineSpan))) return [];
    const layout = layoutOf(assignment, unit);
    if (layout === undefined) return [];
    return isPartOfItem(assignment, base) ? [{ ...layout, comment: undefined }] : [layout];
  });
}

function layoutOf(assignment: Assignment, { document, otherLines }: ConfigUnit): StatementLayout | undefined {
  const { text, lines } = document;
  const { nameSpan: name, lineSpan, rawValueSpan, rawValue } = assignment;
  const firstBreak = text.indexOf("\n", lineSpan.start);
  const isSingleLine = firstBreak < 0 || firstBreak >= lineSpan.end;
  const firstEnd = isSingleLine ? lineSpan.end : firstBreak;
  const equals = text.indexOf("=", name.end);
  const indent = text.slice(lineSpan.start, name.start);
  const isPlain =
    name.end > name.start &&
    equals >= 0 &&
    equals < firstEnd &&
    /^[ \t]*(?:export[ \t]+)?$/.test(indent) &&
    /^[ \t]*$/.test(text.slice(name.end, equals)) &&
    // At the begin of a line a bracket opens a section, and a name of several words is a line of something else.
    text.charAt(name.start) !== "[" &&
    !/\s/.test(assignment.writtenName);
  if (!isPlain) return undefined;
  const isEmpty = rawValue === "" && rawValueSpan.end === rawValueSpan.start;
  const content = isEmpty ? undefined : rawValueSpan.start;
  if (content !== undefined && (content > firstEnd || !/^[ \t]*$/.test(text.slice(equals + 1, content))))
    return undefined;
  const end = assignment.span.end;
  const lineBreak = text.indexOf("\n", firstEnd);
  const line = text.slice(lineSpan.start, lineBreak < 0 ? text.length : lineBreak).replace(/\r$/, "");
  const trailingEnd = lineSpan.start + line.length;
  const blanks =
    isSingleLine && !readsLineEnd(assignment) ? (TRAILING_BLANKS.exec(line)?.[0].length ?? 0) : 0;
  return {
    assignment,
    line: lines.positionAt(name.start).line,
    lineStart: lineSpan.start,
    name,
    equals,
    content,
    end,
    comment: isSingleLine ? commentOf(assignment, text, otherLines !== undefined) : undefined,
    trailing: span(trailingEnd - blanks, trailingEnd),
    isSingleLine,
  };
}

/** Whether a comment is read with the last item of a list, blanks before it included: Kong 0.9.0 splits before it cuts. */
function isPartOfItem({ rawValue }: Assignment, base: string): boolean {
  return rawValue.includes(",") && compareVersions(base, "0.9.1") < 0;
}

/**
 * Whether Kong's reader would look at the very last characters of a line: of a number with ` kB` at its end the unit is
 * dropped, unless a blank or half a line break follows, and where a value is split these are an item (0.9.0 splits at commas).
 */
export function readsLineEnd({ rawValue }: Assignment): boolean {
  return rawValue.endsWith(" kB") || rawValue.includes("_blank_") || rawValue.endsWith(",");
}

/** Where a comment begins that may be moved along its line. */
function commentOf(assignment: Assignment, text: string, isDotenv: boolean): number | undefined {
  const { span: own, lineSpan, rawValue, writtenValue } = assignment;
  if (writtenValue === "" || rawValue.includes("_blank_")) return undefined;
  if (!isDotenv && new TextEncoder().encode(rawValue).length > SHORT) return undefined;
  const blanks = /^( +)#/.exec(text.slice(own.end, lineSpan.end));
  return blanks?.[1] === undefined ? undefined : own.end + blanks[1].length;
}
