import { smallestEdit } from "../../grammar/text/smallest-edit.ts";
import { overlaps, type Span, span } from "../../grammar/text/span.ts";
import type { TextEdit } from "../../grammar/text/text-edit.ts";
import type { SemanticEdit } from "../findings/fix.ts";
import type { Assignment } from "../model/assignment.ts";
import type { ConfigUnit } from "../model/config-unit-old.ts";
import type { DotenvQuote } from "./dotenv/dotenv-value.ts";
import { quoteDotenv } from "./dotenv/quote-dotenv.ts";
import { insertionPlace } from "./kong-conf/insertion-place.ts";
import { separatorOf } from "./kong-conf/separator-of.ts";
import { statementLines } from "./shared/statement-lines.ts";

/** What the release at hand decides about writing a value. */
export interface EncodeOptions {
  /** Whether Kong knows `\#` (0.10.4 and later), so that a `#` in a value of kong.conf can be written. */
  readonly escapeHash: boolean;
}

/**
 * Turns changes of settings into changes of characters, in the syntax and the style of the source: blanks round `=`,
 * trailing comments, line breaks, `export`, quotes. Edits are as small as they can be, so that one that changes part
 * of a value does not repeat the rest.
 * @returns nothing at all when one of the changes cannot be written in the source's syntax (a value of kong.conf
 * that ends with a backslash, the removal of a line that a template shares), since half a fix is none
 */
export function encodeEdits(
  unit: ConfigUnit,
  edits: readonly SemanticEdit[],
  options: EncodeOptions,
): readonly TextEdit[] {
  const encoded: TextEdit[] = [];
  for (const edit of edits) {
    const changes = encodeEdit(unit, edit, options);
    if (changes === undefined) return [];
    encoded.push(...changes);
  }
  return encoded;
}

function encodeEdit(
  unit: ConfigUnit,
  edit: SemanticEdit,
  options: EncodeOptions,
): readonly TextEdit[] | undefined {
  const { text } = unit.document;
  switch (edit.kind) {
    case "set":
      return setValue(unit, edit.assignment, edit.value, options);
    case "remove": {
      const { lineSpan } = edit.assignment;
      if (unit.templateSpans.some((tag) => overlaps(tag, lineSpan))) return undefined;
      return [{ span: wholeLines(text, lineSpan), newText: "" }];
    }
    case "rename":
      return [smallestEdit(text, edit.assignment.nameSpan, writeName(unit, edit.property))];
    case "insert":
      return insertLine(unit, edit.property, edit.value, edit.after, options);
    case "comment-out":
      return statementLines(unit, edit.span).map((at) => ({ span: span(at, at), newText: "# " }));
    case "replace":
      return [smallestEdit(text, edit.span, edit.text)];
  }
}

function setValue(
  unit: ConfigUnit,
  assignment: Assignment,
  value: string,
  options: EncodeOptions,
): readonly TextEdit[] | undefined {
  const { text } = unit.document;
  if (unit.syntax.carrier === "dotenv") {
    const style = {
      quote: quoteOf(unit, assignment),
      shell: isExported(unit, assignment),
      expands: assignment.opaque === "shell-variable",
    };
    return [smallestEdit(text, assignment.rawValueSpan, quoteDotenv(value, style))];
  }
  const written = writeConfValue(value, options);
  if (written === undefined) return undefined;
  const place = written === "" ? withContinuation(text, assignment) : assignment.writtenValueSpan;
  const finish = assignment.unfinished === true ? [withoutBackslashes(assignment)] : [];
  if (place.end > place.start) return [smallestEdit(text, place, written), ...finish];
  if (written === "") return finish;
  const before = /[ \t]=$/.test(text.slice(assignment.nameSpan.end, place.start)) ? " " : "";
  const after = text.charAt(place.start) === "#" ? " " : "";
  return [{ span: place, newText: before + written + after }, ...finish];
}

/** The place of a value, and the backslash before it where it begins on a later line: alone it would join the next one. */
function withContinuation(text: string, { nameSpan, writtenValueSpan }: Assignment): Span {
  const behindEquals = text.indexOf("=", nameSpan.end) + 1;
  const continued = text.slice(behindEquals, writtenValueSpan.start).includes("\n");
  return continued ? span(behindEquals, writtenValueSpan.end) : writtenValueSpan;
}

/** The edit that takes away all that stands behind the text of an unfinished statement: backslashes and blanks. */
function withoutBackslashes({ rawValueSpan, lineSpan }: Assignment): TextEdit {
  return { span: span(rawValueSpan.end, lineSpan.end), newText: "" };
}

function insertLine(
  unit: ConfigUnit,
  property: string,
  value: string,
  after: Assignment | undefined,
  options: EncodeOptions,
): readonly TextEdit[] | undefined {
  const place = insertionPlace(unit, after);
  const exported = after === undefined ? unit.assignments.at(-1) : after;
  const shell = exported !== undefined && isExported(unit, exported);
  const written =
    unit.syntax.carrier === "dotenv"
      ? quoteDotenv(value, { quote: undefined, shell })
      : writeConfValue(value, options);
  if (written === undefined) return undefined;
  const line = `${place.indent}${shell ? "export " : ""}${writeName(unit, property)}${separatorOf(unit)}${written}`;
  const newText = place.side === "behind" ? place.lineBreak + line : line + place.lineBreak;
  return [{ span: span(place.offset, place.offset), newText }];
}

function writeName(unit: ConfigUnit, property: string): string {
  return unit.syntax.carrier === "dotenv" ? `KONG_${property.toUpperCase()}` : property;
}

/** A value as kong.conf writes it; undefined for one that Kong's reader would take otherwise. */
function writeConfValue(value: string, { escapeHash }: EncodeOptions): string | undefined {
  if (/\n|^[ \t\v\f\r]|[ \t\v\f\r]$|\\$/.test(value)) return undefined;
  return escapeHash ? value.replace(/\\?#/g, "\\#") : value;
}

function quoteOf(unit: ConfigUnit, { rawValueSpan, writtenValueSpan }: Assignment): DotenvQuote | undefined {
  if (rawValueSpan.start === writtenValueSpan.start) return undefined;
  return unit.document.text.charAt(rawValueSpan.start) === "'" ? "'" : '"';
}

function isExported(unit: ConfigUnit, { lineSpan, nameSpan }: Assignment): boolean {
  if (unit.syntax.carrier !== "dotenv") return false;
  return /^\ufeff?[ \t]*export[ \t]/.test(unit.document.text.slice(lineSpan.start, nameSpan.start));
}

/** The lines a statement stands on, with the break that ends the last; without one, the break before the first. */
function wholeLines(text: string, statement: Span): Span {
  const start = text.lastIndexOf("\n", statement.start - 1) + 1;
  const at = text.indexOf("\n", statement.end);
  if (at >= 0) return span(start, at + 1);
  const before = start > 1 && text.charAt(start - 2) === "\r" ? start - 2 : Math.max(0, start - 1);
  return span(before, text.length);
}
