import type { Span } from "../../grammar/text/span.ts";
import { sliceSpan, span } from "../../grammar/text/span.ts";
import type { TextEdit } from "../../grammar/text/text-edit.ts";
import type { SemanticEdit } from "../engine/fix.ts";
import type { Assignment } from "./assignment.ts";
import type { Carrier, ConfigUnit } from "./config-unit.ts";
import { quoteDotenv } from "./quote-dotenv.ts";

/** What the release at hand decides about writing a value. */
export interface EncodeOptions {
  /** Whether Kong knows `\#` (0.10.4 and later), so that a `#` in a value of kong.conf can be written. */
  readonly escapeHash: boolean;
}

/**
 * Turns changes of settings into changes of characters, in the syntax and the style of the source: blanks round `=`,
 * trailing comments, line breaks, `export`, quotes. Edits are as small as they can be, so that one that changes part
 * of a value does not repeat the rest.
 */
export function encodeEdits(
  unit: ConfigUnit,
  edits: readonly SemanticEdit[],
  options: EncodeOptions,
): readonly TextEdit[] {
  return edits.map((edit) => encodeEdit(unit, edit, options));
}

function encodeEdit(unit: ConfigUnit, edit: SemanticEdit, options: EncodeOptions): TextEdit {
  const { text } = unit.document;
  switch (edit.kind) {
    case "set":
      return setValue(unit, edit.assignment, edit.value, options);
    case "remove":
      return { span: wholeLines(text, edit.assignment.lineSpan), newText: "" };
    case "rename":
      return smallest(text, edit.assignment.nameSpan, writeName(unit.syntax.carrier, edit.property));
    case "insert":
      return insertLine(unit, edit.property, edit.value, edit.after, options);
    case "comment-out": {
      const start = lineStart(text, edit.span.start);
      return { span: span(start, start), newText: "# " };
    }
    case "replace":
      return smallest(text, edit.span, edit.text);
  }
}

function setValue(unit: ConfigUnit, assignment: Assignment, value: string, options: EncodeOptions): TextEdit {
  const { text } = unit.document;
  const written = writeValue(unit.syntax.carrier, value, options);
  if (assignment.writtenValueSpan.end > assignment.writtenValueSpan.start) {
    const place = unit.syntax.carrier === "dotenv" ? assignment.rawValueSpan : assignment.writtenValueSpan;
    return smallest(text, place, written);
  }
  const at = assignment.writtenValueSpan.start;
  // An empty value leaves no blank after `=`, or one that a trailing comment needs.
  const before = unit.syntax.carrier === "kong-conf" && text.charAt(at - 1) === "=" ? " " : "";
  const after = text.charAt(at) === "#" ? " " : "";
  return { span: span(at, at), newText: before + written + after };
}

function insertLine(
  unit: ConfigUnit,
  property: string,
  value: string,
  after: Assignment | undefined,
  options: EncodeOptions,
): TextEdit {
  const { text } = unit.document;
  const { carrier } = unit.syntax;
  const lineBreak = text.includes("\r\n") ? "\r\n" : "\n";
  const separator = separatorOf(unit);
  const line = `${writeName(carrier, property)}${separator}${writeValue(carrier, value, options)}`;
  if (after === undefined) {
    const open = text !== "" && !text.endsWith("\n");
    return { span: span(text.length, text.length), newText: open ? lineBreak + line : line + lineBreak };
  }
  const indent = /^[ \t]*(?:export[ \t]+)?/.exec(sliceSpan(text, after.lineSpan))?.[0] ?? "";
  const at = lineEnd(text, after.lineSpan.end);
  return { span: span(at, at), newText: lineBreak + indent + line };
}

/** What most settings of the source have between name and value. */
function separatorOf(unit: ConfigUnit): string {
  if (unit.syntax.carrier === "dotenv") return "=";
  let tight = 0;
  for (const { nameSpan } of unit.assignments) if (unit.document.text.charAt(nameSpan.end) === "=") tight++;
  return tight * 2 > unit.assignments.length ? "=" : " = ";
}

function writeName(carrier: Carrier, property: string): string {
  return carrier === "dotenv" ? `KONG_${property.toUpperCase()}` : property;
}

function writeValue(carrier: Carrier, value: string, options: EncodeOptions): string {
  if (carrier === "dotenv") return quoteDotenv(value);
  return options.escapeHash ? value.replace(/\\?#/g, "\\#") : value;
}

/** The edit without the characters that old and new text share at both ends. */
function smallest(text: string, place: Span, newText: string): TextEdit {
  const old = sliceSpan(text, place);
  const most = Math.min(old.length, newText.length);
  let head = 0;
  while (head < most && old.charCodeAt(head) === newText.charCodeAt(head)) head++;
  let tail = 0;
  while (
    tail < most - head &&
    old.charCodeAt(old.length - 1 - tail) === newText.charCodeAt(newText.length - 1 - tail)
  )
    tail++;
  return {
    span: span(place.start + head, place.end - tail),
    newText: newText.slice(head, newText.length - tail),
  };
}

function lineStart(text: string, offset: number): number {
  return text.lastIndexOf("\n", offset - 1) + 1;
}

/** The end of the line that holds the offset, its line break not included. */
function lineEnd(text: string, offset: number): number {
  const at = text.indexOf("\n", offset);
  if (at < 0) return text.length;
  return at > 0 && text.charAt(at - 1) === "\r" ? Math.max(offset, at - 1) : at;
}

/** The lines a statement stands on, with the break that ends the last; without one, the break before the first. */
function wholeLines(text: string, statement: Span): Span {
  const start = lineStart(text, statement.start);
  const at = text.indexOf("\n", statement.end);
  if (at >= 0) return span(start, at + 1);
  const before = start > 1 && text.charAt(start - 2) === "\r" ? start - 2 : Math.max(0, start - 1);
  return span(before, text.length);
}
