import { type Span, span } from "../../../grammar/text/span.ts";
import type { Assignment } from "../../model/assignment.ts";
import type { LinkedUnit } from "../../model/config-unit.ts";
import type { Cursor } from "../../model/format.ts";
import { type SourceId, type UnitId, unitId } from "../../model/location.ts";
import { commentCursor } from "../shared/comment-cursor.ts";
import { variableName } from "../shared/kong-variable.ts";
import { lineEndAt, lineStartAt } from "../shared/text-lines.ts";
import type { HclComment } from "./tree.ts";
import { quoteHcl } from "./write-text.ts";

/** A text of HCL, and where in it variables of a process may be written. */
export interface HclPlaces {
  readonly path: SourceId;
  readonly text: string;
  readonly comments: readonly HclComment[];
  /** What is between the braces of blocks and objects whose keys are variables. */
  readonly maps: readonly Span[];
}

/** What is at a place of HCL: a comment, the name of a variable of Kong, its value, or nothing of Kong. */
export function cursorInHcl(places: HclPlaces, units: readonly LinkedUnit[], offset: number): Cursor {
  const { text, comments, path } = places;
  const comment = commentCursor(text, comments, offset);
  if (comment !== undefined) return comment;
  const own = units
    .flatMap(({ assignments }) => assignments)
    .filter(({ origin, span: at }) => origin.kind === "written" && at.source === path);
  return (
    valueAt(text, own, offset) ??
    nameAt(text, own, units, offset) ??
    newName(places, units, offset) ?? { kind: "elsewhere" }
  );
}

function valueAt(text: string, own: readonly Assignment[], offset: number): Cursor | undefined {
  const assignment = own.find(
    ({ rawValueSpan, channel }) =>
      channel === "environment" && rawValueSpan.start <= offset && offset <= rawValueSpan.end,
  );
  if (assignment === undefined || text.startsWith("<<", assignment.rawValueSpan.start)) return undefined;
  const { rawValueSpan, writtenValueSpan } = assignment;
  // In `"NAME=value"` the quotes are those of the whole text.
  const isPart =
    rawValueSpan.start === writtenValueSpan.start &&
    text.charAt(rawValueSpan.start - 1) === "=" &&
    text.charAt(rawValueSpan.end) === '"';
  return {
    kind: "value",
    assignment,
    replace: span(rawValueSpan.start, rawValueSpan.end),
    typed: text.slice(Math.min(writtenValueSpan.start, offset), offset),
    spell: (value) => (isPart ? quoteHcl(value).slice(1, -1) : quoteHcl(value)),
  };
}

function nameAt(
  text: string,
  own: readonly Assignment[],
  units: readonly LinkedUnit[],
  offset: number,
): Cursor | undefined {
  const assignment = own.find(({ nameSpan }) => nameSpan.start <= offset && offset <= nameSpan.end);
  if (assignment === undefined) return undefined;
  const { nameSpan, writtenName, variable } = assignment;
  return {
    kind: "name",
    unit: unitAt(units, offset),
    replace: span(nameSpan.start, nameSpan.end),
    typed: text.slice(nameSpan.start, offset),
    spell: (property) => (writtenName === variable ? variableName(property) : property),
  };
}

/** `KONG_` on a line of its own in a map of variables, or as the `name` of an object. */
function newName(
  { text, maps }: HclPlaces,
  units: readonly LinkedUnit[],
  offset: number,
): Cursor | undefined {
  const start = lineStartAt(text, offset);
  const line = text.slice(start, lineEndAt(text, offset));
  const object = [...line.matchAll(/\bname[ \t]*[:=][ \t]*"([A-Za-z0-9_]*)"?/g)].find(
    ({ index, 0: whole }) => {
      const end = start + index + whole.length;
      return start + index < offset && offset <= end && unitOf(units, offset) !== undefined;
    },
  );
  const name = object ?? /^[ \t]*"?([A-Za-z0-9_]*)"?(?=[ \t]*(?:[:=]|$))/.exec(line);
  if (name === null) return undefined;
  const isInMap = maps.some((map) => map.start <= start && offset <= map.end);
  if (object === undefined && !isInMap) return undefined;
  const [whole, typed = ""] = name;
  const end = start + name.index + whole.length - (whole.endsWith('"') ? 1 : 0);
  const replace = span(end - typed.length, end);
  if (offset < replace.start || offset > replace.end) return undefined;
  const rest = line.slice(name.index + whole.length);
  const isAlone = object === undefined && !whole.includes('"') && !/^[ \t]*[:=]/.test(rest);
  return {
    kind: "name",
    unit: unitAt(units, offset),
    replace,
    typed: text.slice(replace.start, offset),
    spell: (property, value) => {
      const spelled = variableName(property);
      return isAlone && value !== undefined ? `${spelled} = ${quoteHcl(value)}` : spelled;
    },
  };
}

function unitOf(units: readonly LinkedUnit[], offset: number): LinkedUnit | undefined {
  return units.findLast(({ extent }) => extent.start <= offset && offset <= extent.end);
}

function unitAt(units: readonly LinkedUnit[], offset: number): UnitId {
  return (unitOf(units, offset) ?? units[0])?.id ?? unitId("");
}
