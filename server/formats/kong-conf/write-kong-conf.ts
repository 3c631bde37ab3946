import type { KongConfTree, StatementNode } from "../../../grammar/kong-conf/syntax-tree.ts";
import { smallestEdit } from "../../../grammar/text/smallest-edit.ts";
import { overlaps, type Span, sliceSpan, span } from "../../../grammar/text/span.ts";
import type { TextEdit } from "../../../grammar/text/text-edit.ts";
import type { Assignment } from "../../model/assignment.ts";
import type { ConfigUnit } from "../../model/config-unit.ts";
import type { WriteContext } from "../../model/format.ts";
import type { SemanticEdit, Written } from "../../model/semantic-edit.ts";
import {
  type InsertionPlace,
  insertLine,
  placeAfter,
  placeAtEnd,
  placeBefore,
} from "../shared/insertion-place.ts";
import { wholeLines } from "../shared/line-source.ts";
import { commentOut } from "../shared/statement-lines.ts";
import { separatorOf } from "./separator-of.ts";

/**
 * A change of a setting as a change of characters, in the style of the file: blanks round `=`, trailing comments, line
 * breaks. Edits are as small as they can be, so that one that changes part of a value does not repeat the rest.
 */
export function writeKongConf(edit: SemanticEdit, unit: ConfigUnit, context: WriteContext): Written {
  const edits = editsFor(edit, unit, context);
  if (edits === undefined) return { kind: "cannot", why: "syntax" };
  return { kind: "edits", changes: [{ source: unit.document.path, edits }] };
}

function editsFor(
  edit: SemanticEdit,
  unit: ConfigUnit,
  context: WriteContext,
): readonly TextEdit[] | undefined {
  const { text } = unit.document;
  switch (edit.kind) {
    case "set":
      return setValue(text, edit.assignment, edit.value, context);
    case "remove": {
      const { lineSpan } = edit.assignment;
      if (unit.templateSpans.some((tag) => overlaps(tag, lineSpan))) return undefined;
      return [{ span: wholeLines(text, lineSpan), newText: "" }];
    }
    case "rename":
      return [smallestEdit(text, edit.assignment.nameSpan, edit.property)];
    case "insert": {
      const value = writeValue(edit.value, context);
      if (value === undefined) return undefined;
      const line = `${edit.property}${separatorOf(unit)}${value}`;
      return [insertLine(text, insertionPlace(unit, edit.after), line)];
    }
    case "comment-out":
      return commentOut(text, unit.file?.content ?? [], (node) => node.span, edit.span);
    case "replace":
      return [smallestEdit(text, edit.span, edit.text)];
  }
}

function setValue(
  text: string,
  assignment: Assignment,
  value: string,
  context: WriteContext,
): readonly TextEdit[] | undefined {
  const written = writeValue(value, context);
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
  const afterEquals = text.indexOf("=", nameSpan.end) + 1;
  const isContinued = text.slice(afterEquals, writtenValueSpan.start).includes("\n");
  return isContinued ? span(afterEquals, writtenValueSpan.end) : writtenValueSpan;
}

/** The edit that takes away all that follows the text of an unfinished statement: backslashes and blanks. */
function withoutBackslashes({ rawValueSpan, lineSpan }: Assignment): TextEdit {
  return { span: span(rawValueSpan.end, lineSpan.end), newText: "" };
}

/** A value as kong.conf writes it; undefined for one that Kong's reader would read otherwise. */
export function writeValue(
  value: string,
  { escapeHash }: Pick<WriteContext, "escapeHash">,
): string | undefined {
  if (/\n|^[ \t\v\f\r]|[ \t\v\f\r]$|\\$/.test(value)) return undefined;
  return escapeHash ? value.replace(/\\?#/g, "\\#") : value;
}

/**
 * The place for a new setting: on the line after `after`, else at the end. Kong reads nothing below a section header
 * and joins what follows a backslash, so a setting never goes there: it goes before the header, or before the line
 * with the backslash.
 */
function insertionPlace(
  { document: { text }, file }: ConfigUnit,
  after: Assignment | undefined,
): InsertionPlace {
  if (after?.unfinished === true && after.section === undefined) return placeBefore(after.lineSpan);
  if (after !== undefined && after.section === undefined) return placeAfter(text, after);
  const barrier = file && barrierOf(file);
  return barrier === undefined ? placeAtEnd(text) : placeBefore(barrier.span);
}

/** What would swallow a setting at the end: the first section header, or a last statement that ends with a backslash. */
function barrierOf(tree: KongConfTree): StatementNode | undefined {
  const section = tree.content.find((node) => node.kind === "section");
  if (section !== undefined) return section;
  const last = tree.content.findLast((node) => node.kind === "assignment" || node.kind === "bare");
  return last !== undefined && /\\[ \t\v\f\r]*$/.test(sliceSpan(tree.text, last.span)) ? last : undefined;
}
