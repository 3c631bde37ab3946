import type { Assignment } from "../../../model/assignment.ts";
import type { ConfigUnit } from "../../../model/config-unit.ts";

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
