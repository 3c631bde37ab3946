import { memoizeLast } from "../../../grammar/text/memoize.ts";
import type { Assignment } from "../../model/assignment.ts";
import type { ConfigUnit } from "../../model/config-unit.ts";

/**
 * The assignments of some properties, those that a section header hides included: property by property, and each in the order
 * of the source. Rules that speak of a few names look here: to go through all settings for each of them takes longer than all
 * the rest of such a rule, and whoever asks for names need not be asked where none of them stands.
 */
export function assignmentsNamed(
  { index }: ConfigUnit,
  ...properties: readonly string[]
): readonly Assignment[] {
  const [first = "", second] = properties;
  if (second === undefined) return index.named(first);
  return properties.flatMap((property) => index.named(property));
}

/**
 * The assignment of a property that Kong takes from a source: the last one, unless a section header hides it. It may
 * still lose to another source, or to what Kong sets by itself.
 */
export function lastAssignment(unit: ConfigUnit, property: string): Assignment | undefined {
  return assignmentsNamed(unit, property).findLast(({ section }) => section === undefined);
}

/**
 * The assignments of a kong.conf that Kong looks at: those under a section header are hidden from it. Several rules ask the
 * same of one unit.
 */
export const fileAssignments = memoizeLast((unit: ConfigUnit): readonly Assignment[] =>
  unit.assignments.filter(({ channel, section }) => channel === "file" && section === undefined),
);

/** Whether a source sets a property in another assignment than the given one. */
export function isSetElsewhere(unit: ConfigUnit, property: string, than: Assignment): boolean {
  return assignmentsNamed(unit, property).some((each) => each !== than && each.section === undefined);
}

/**
 * The assignments that a person wrote: a name that a chart or an image sets is theirs to keep up with the release, and no one who reads the
 * finding could change it. Several rules ask the same of one unit.
 */
export const writtenAssignments = memoizeLast((unit: ConfigUnit): readonly Assignment[] =>
  unit.assignments.filter(({ origin, repeats }) => origin.kind === "written" && repeats !== true),
);
