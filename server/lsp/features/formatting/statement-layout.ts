import { overlaps, type Span, span } from "../../../../grammar/text/span.ts";
import type { Assignment } from "../../../inputs/assignment.ts";
import type { ConfigUnit } from "../../../inputs/config-unit.ts";

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

/** So many UTF-8 bytes at most may a value have whose comment is moved: Kong 2.0–2.5.0 keeps a blank behind long ones. */
const SHORT = 150;

/** The layouts of the settings whose form is plain; others are left as they are. */
export function statementLayouts(unit: ConfigUnit): StatementLayout[] {
  const tags = unit.templateSpans;
  return unit.assignments.flatMap((assignment) => {
    if (assignment.unfinished === true) return [];
    if (tags.some((tag) => overlaps(tag, assignment.lineSpan))) return [];
    return layoutOf(assignment, unit) ?? [];
  });
}

function layoutOf(assignment: Assignment, { document, syntax }: ConfigUnit): StatementLayout | undefined {
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
    // At the begin of a line a bracket opens a section.
    text.charAt(name.start) !== "[";
  if (!isPlain) return undefined;
  const isEmpty = rawValue === "" && rawValueSpan.end === rawValueSpan.start;
  const content = isEmpty ? undefined : rawValueSpan.start;
  if (content !== undefined && (content > firstEnd || !/^[ \t]*$/.test(text.slice(equals + 1, content))))
    return undefined;
  const end = assignment.span.end;
  const lineBreak = text.indexOf("\n", firstEnd);
  const line = text.slice(lineSpan.start, lineBreak < 0 ? text.length : lineBreak).replace(/\r$/, "");
  const trailingEnd = lineSpan.start + line.length;
  const blanks = /[ \t]*$/.exec(line)?.[0].length ?? 0;
  return {
    assignment,
    line: lines.positionAt(name.start).line,
    lineStart: lineSpan.start,
    name,
    equals,
    content,
    end,
    comment: isSingleLine ? commentOf(assignment, text, syntax.carrier === "dotenv") : undefined,
    trailing: isSingleLine ? span(trailingEnd - blanks, trailingEnd) : span(trailingEnd, trailingEnd),
    isSingleLine,
  };
}

/** Where a comment begins that may be moved along its line. */
function commentOf(assignment: Assignment, text: string, isDotenv: boolean): number | undefined {
  const { span: own, lineSpan, rawValue, writtenValue } = assignment;
  if (writtenValue === "" || rawValue.includes("_blank_")) return undefined;
  if (!isDotenv && new TextEncoder().encode(rawValue).length > SHORT) return undefined;
  const blanks = /^( +)#/.exec(text.slice(own.end, lineSpan.end));
  return blanks?.[1] === undefined ? undefined : own.end + blanks[1].length;
}
