import type { Assignment } from "../../inputs/assignment.ts";
import type { ConfigUnit } from "../../inputs/config-unit.ts";
import { LastAnswers } from "../../inputs/last-answers.ts";

/**
 * The assignments of some properties, those that a section header hides included: property by property, and each in the order
 * of the source. Rules that speak of a few names look here: to go through all settings for each of them takes longer than all
 * the rest of such a rule.
 */
export function assignmentsNamed(unit: ConfigUnit, ...properties: readonly string[]): readonly Assignment[] {
  let ofUnit = known.get(unit);
  if (ofUnit === undefined) {
    ofUnit = byProperty(unit);
    known.set(unit, ofUnit);
  }
  const [first = "", second] = properties;
  if (second === undefined) return ofUnit.get(first) ?? NONE;
  return properties.flatMap((property) => ofUnit.get(property) ?? NONE);
}

const NONE: readonly Assignment[] = [];

const known = new LastAnswers<ConfigUnit, ReadonlyMap<string, readonly Assignment[]>>();

function byProperty({ assignments }: ConfigUnit): ReadonlyMap<string, readonly Assignment[]> {
  const all = new Map<string, Assignment[]>();
  for (const assignment of assignments) {
    const others = all.get(assignment.property);
    if (others === undefined) all.set(assignment.property, [assignment]);
    else others.push(assignment);
  }
  return all;
}
