import type { Assignment } from "../../model/assignment.ts";
import type { LinkedUnit } from "../../model/config-unit.ts";

/**
 * The assignment that counts for each variable: the highest layer, and the later of equals. One that removes a variable or that the tool
 * refuses counts like others, since it hides the weaker layers.
 */
export function effectiveAssignments(unit: LinkedUnit): ReadonlyMap<string, Assignment> {
  const winners = new Map<string, Assignment>();
  for (const assignment of unit.assignments) {
    const before = winners.get(assignment.variable);
    if (before === undefined || before.layer.rank <= assignment.layer.rank)
      winners.set(assignment.variable, assignment);
  }
  return winners;
}
