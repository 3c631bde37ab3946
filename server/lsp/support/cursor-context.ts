import { type Span, span } from "../../../grammar/text/span.ts";
import type { Analysis } from "../../engine/analyze.ts";
import { type Assignment, valueMapOf } from "../../model/assignment.ts";
import type { LinkedSource } from "../../model/config-unit.ts";
import type { Cursor } from "../../model/format.ts";
import type { SourceId } from "../../model/location.ts";
import { locateInValue } from "../../model/value.ts";
import { assignmentAt, ownAssignments } from "./assignment-at.ts";
import { type CommentedSetting, commentedSetting } from "./commented-setting.ts";
import { lineAround } from "./source-line.ts";

/** A value as one line, and where its characters stand. */
export interface ValueText {
  readonly property: string;
  /** What a person means as the value; blanks before the cursor that nothing follows are part of it. */
  readonly text: string;
  /** The place of the cursor in {@link text}. */
  readonly at: number;
  /** The source characters of a part of the text. */
  place(part: Span): Span;
}

/** A value in a language that is not Kong's: it is replaced as a whole. */
export interface ForeignValue {
  readonly replace: Span;
  spell(value: string): string;
}

/** What stands at a cursor. */
export type CursorContext =
  | {
      readonly kind: "key";
      /** The name as far as it is written, whatever stands behind the cursor. */
      readonly name: Span;
      readonly cursor: number;
      /** Whether an `=` follows it already. */
      readonly hasEquals: boolean;
      readonly assignment: Assignment | undefined;
      readonly commented: boolean;
      /** The text for a setting in a language that is not Kong's, in place of {@link name}; a value only where one is missing. */
      spell?(property: string, value: string | undefined): string;
    }
  | {
      readonly kind: "value";
      readonly value: ValueText;
      readonly assignment: Assignment | undefined;
      readonly commented: CommentedSetting | undefined;
      /** Whether the `=` stands right before the cursor, without a blank. */
      readonly touchesEquals: boolean;
      /** How a language that is not Kong's writes another value. */
      readonly foreign?: ForeignValue;
    }
  | { readonly kind: "nowhere" };

const NOWHERE: CursorContext = { kind: "nowhere" };

/** A name that is being written, alone on its line. */
const NAME_ALONE = /^([ \t]*(?:export[ \t]+)?)([^\s=#;[]*)[ \t]*$/;
/** The same behind a comment sign, at least two characters long, so that prose is left alone. */
const COMMENTED_NAME = /^([ \t]*[#;]+[ \t]?)([A-Za-z_][A-Za-z0-9_]+)$/;

/** Works out what may stand at an offset. */
export function cursorContext(analysis: Analysis, offset: number): CursorContext {
  const { unit, catalog, linked } = analysis;
  if (!unit.format.owns) return foreignPlace(linked, offset);
  const assignment = assignmentAt(unit.assignments, offset);
  if (assignment !== undefined) return inAssignment(unit.document.text, assignment, offset);
  const line = lineAround(unit.document, offset);
  const commented = commentedSetting(line, unit, catalog);
  if (commented !== undefined) return inCommented(unit.document.text, commented, offset);
  const isComment = /^[ \t]*[#;]/.test(line.text);
  const match = (isComment ? COMMENTED_NAME : NAME_ALONE).exec(line.text);
  if (match === null) return NOWHERE;
  const [, before = "", name = ""] = match;
  const start = line.start + before.length;
  if (offset < start || offset > start + name.length) {
    // Behind the blanks of an empty line a name may begin.
    if (isComment || name !== "" || offset > line.end) return NOWHERE;
    return {
      kind: "key",
      name: span(offset, offset),
      cursor: offset,
      hasEquals: false,
      assignment: undefined,
      commented: false,
    };
  }
  return {
    kind: "key",
    name: span(start, start + name.length),
    cursor: offset,
    hasEquals: false,
    assignment: undefined,
    commented: isComment,
  };
}

/** What the format of a language that is not Kong's says of an offset. */
function foreignPlace({ source, units }: LinkedSource, offset: number): CursorContext {
  const cursor = source.format.cursor?.(source, units, offset);
  switch (cursor?.kind) {
    case "name": {
      const unit = units.find(({ id }) => id === cursor.unit);
      const assignment =
        unit && ownAssignments(unit).find(({ nameSpan }) => sameSpan(nameSpan, cursor.replace));
      return {
        kind: "key",
        name: cursor.replace,
        cursor: offset,
        // Of a name alone, some formats make a setting without a value.
        hasEquals: assignment !== undefined && assignment.rawValueSpan.start > assignment.nameSpan.end,
        assignment,
        commented: false,
        spell: (property, value) => cursor.spell(property, value),
      };
    }
    case "value":
      return foreignValue(cursor, source.document.path, offset);
    case "comment":
    case "elsewhere":
    case undefined:
      return NOWHERE;
  }
}

function foreignValue(
  { assignment, replace, typed, spell }: Extract<Cursor, { kind: "value" }>,
  path: SourceId,
  offset: number,
): CursorContext {
  const { property, value, writtenValue } = assignment;
  const only = value.kind === "text" && value.pieces.length === 1 ? value.pieces[0] : undefined;
  const at = only?.map?.toCooked(offset) ?? typed.length;
  return {
    kind: "value",
    value: {
      property,
      text: writtenValue,
      at: Math.min(at, writtenValue.length),
      place: (part) => {
        const place = locateInValue(value, part);
        return place?.source === path ? place : replace;
      },
    },
    assignment,
    commented: undefined,
    touchesEquals: false,
    foreign: { replace, spell },
  };
}

function sameSpan(a: Span, b: Span): boolean {
  return a.start === b.start && a.end === b.end;
}

function inAssignment(text: string, assignment: Assignment, offset: number): CursorContext {
  const { nameSpan, writtenValueSpan, writtenValue, property, channel } = assignment;
  const valueMap = valueMapOf(assignment);
  const equals = text.indexOf("=", nameSpan.end);
  if (offset <= equals) {
    const isName = nameSpan.start <= offset && offset <= nameSpan.end;
    return isName
      ? { kind: "key", name: nameSpan, cursor: offset, hasEquals: true, assignment, commented: false }
      : NOWHERE;
  }
  const touchesEquals = offset === equals + 1 && channel === "file";
  const at = (value: ValueText): CursorContext => ({
    kind: "value",
    value,
    assignment,
    commented: undefined,
    touchesEquals,
  });
  if (writtenValue === "" || offset < writtenValueSpan.start) {
    const isOpen = /^\s*["']?$/.test(text.slice(equals + 1, offset));
    return isOpen ? at(emptyValue(property, offset)) : NOWHERE;
  }
  if (offset <= writtenValueSpan.end) {
    const cooked = Math.min(valueMap.toCooked(offset), writtenValue.length);
    const place = (part: Span) => valueMap.spanToSource(part);
    return at({ property, text: writtenValue, at: cooked, place });
  }
  const blanks = text.slice(writtenValueSpan.end, offset);
  if (!/^[ \t]+$/.test(blanks)) return NOWHERE;
  // The blanks are characters of the text, but not of the value.
  const place = (part: Span) =>
    part.start > writtenValue.length
      ? span(offset, offset)
      : part.end > writtenValue.length
        ? span(valueMap.toSource(part.start), offset)
        : valueMap.spanToSource(part);
  return at({ property, text: writtenValue + blanks, at: writtenValue.length + blanks.length, place });
}

function inCommented(text: string, commented: CommentedSetting, offset: number): CursorContext {
  const { name, value, property } = commented;
  if (name.start <= offset && offset <= name.end)
    return { kind: "key", name, cursor: offset, hasEquals: true, assignment: undefined, commented: true };
  const equals = text.indexOf("=", name.end);
  if (offset <= equals || (commented.trailing !== undefined && offset > commented.trailing.start))
    return NOWHERE;
  const at = (written: ValueText): CursorContext => ({
    kind: "value",
    value: written,
    assignment: undefined,
    commented,
    touchesEquals: offset === equals + 1,
  });
  if (commented.text === "" || offset < value.start) return at(emptyValue(property, offset));
  const end = Math.max(value.end, offset);
  return at({
    property,
    text: text.slice(value.start, end),
    at: offset - value.start,
    place: (part) => span(value.start + part.start, value.start + part.end),
  });
}

function emptyValue(property: string, offset: number): ValueText {
  return { property, text: "", at: 0, place: () => span(offset, offset) };
}
