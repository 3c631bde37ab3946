import { type Span, span } from "../../../grammar/text/span.ts";
import type { Assignment } from "../../../server/model/assignment.ts";
import type { LinkedUnit } from "../../../server/model/config-unit.ts";
import type { Cursor } from "../../../server/model/format.ts";
import type { ToyBlock, ToySource } from "./parse-toy.ts";

/** What is at an offset: a name or a value of the process whose block holds it; what all get counts for the first. */
export function cursorInToy(source: ToySource, units: readonly LinkedUnit[], offset: number): Cursor {
  const block = source.blocks.find(({ inner }) => inner.start <= offset && offset <= inner.end);
  const unit = units.find(({ id }) => id === `kong.${block?.name}`) ?? units[0];
  if (block === undefined || unit === undefined) return { kind: "elsewhere" };
  const { text } = source.document;
  const setting = block.settings.find((each) => each.span.start <= offset && offset <= each.span.end);
  const assignment = unit.assignments.find(
    ({ span: own, origin }) => origin.kind === "written" && own.start === setting?.span.start,
  );
  if (setting === undefined || assignment === undefined) return nameBegun(block, unit, text, offset);
  if (offset <= setting.nameSpan.end) return nameAt(setting.nameSpan, unit, text, offset, true);
  if (offset < setting.valueSpan.start) return { kind: "elsewhere" };
  return valueAt(assignment, text, offset);
}

/** A name that is being written, after the brace or a semicolon. */
function nameBegun({ inner }: ToyBlock, unit: LinkedUnit, text: string, offset: number): Cursor {
  const typed = /(?:^|;)[ \n]*(\w*)$/.exec(text.slice(inner.start, offset))?.[1];
  if (typed === undefined) return { kind: "elsewhere" };
  return nameAt(span(offset - typed.length, offset), unit, text, offset, false);
}

function nameAt(replace: Span, unit: LinkedUnit, text: string, offset: number, isSet: boolean): Cursor {
  return {
    kind: "name",
    unit: unit.id,
    replace,
    typed: text.slice(replace.start, offset),
    spell: (property, value) => (isSet ? property : `${property}: ${value ?? ""};`),
  };
}

function valueAt(assignment: Assignment, text: string, offset: number): Cursor {
  const { start, end } = assignment.rawValueSpan;
  return {
    kind: "value",
    assignment,
    replace: span(start, end),
    typed: text.slice(start, offset),
    spell: (value) => value,
  };
}
