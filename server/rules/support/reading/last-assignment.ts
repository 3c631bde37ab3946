import type { Assignment } from "../../../model/assignment.ts";
import type { ConfigUnit } from "../../../model/config-unit.ts";
import { assignmentsNamed } from "../source/assignments-named.ts";

/**
 * The assignment of a property that Kong takes from a source: the last one, unless a section header hides it. It may
 * still lose to another source, or to what Kong sets by itself.
 */
export function lastAssignment(unit: ConfigUnit, property: string): Assignment | undefined {
  return assignmentsNamed(unit, property).findLast(({ section }) => section === undefined);
}
