import { sliceSpan, span } from "../../../grammar/text/span.ts";
import type { ConfigUnit, OtherVariable } from "../../model/config-unit.ts";
import { type Location, locate } from "../../model/location.ts";
import { textOf } from "../../model/value.ts";

/** A variable that Kong reads no setting from, where its name is written. */
export interface NamedVariable {
  readonly name: string;
  readonly at: Location;
  /** Undefined where it is known at run time only. */
  readonly value: string | undefined;
}

/** The value on the line of a variable. */
const VALUE = /^[ \t]*=[ \t]*["']?([^\r\n"']*)/;
const MOST_CHARACTERS = 200;

/** The variables of a process from which Kong reads no setting: of a file of variables its lines, else what the sources set. */
export function otherVariables(unit: ConfigUnit): readonly NamedVariable[] {
  const { otherLines, others = [], document } = unit;
  if (otherLines === undefined) return others.flatMap((other) => namedIn(other, unit));
  return otherLines
    .filter(({ kind }) => kind === "foreign-variable")
    .map(({ text, span: at }) => {
      const rest = sliceSpan(document.text, span(at.end, at.end + MOST_CHARACTERS));
      return { name: text, at: locate(document.path, at), value: VALUE.exec(rest)?.[1]?.trim() ?? "" };
    });
}

/** The place of the name itself; none where an image or a chart makes the variable. */
function namedIn({ variable: name, value, at }: OtherVariable, { document }: ConfigUnit): NamedVariable[] {
  if (at === undefined || value.kind === "removed") return [];
  const found = { name, value: textOf(value) };
  // Of another source there is no text here: what is as long as the name is the name.
  if (at.source !== document.path) return at.end - at.start === name.length ? [{ ...found, at }] : [];
  const inside = sliceSpan(document.text, at).indexOf(name);
  if (inside < 0) return [];
  const start = at.start + inside;
  return [{ ...found, at: { ...at, start, end: start + name.length } }];
}
