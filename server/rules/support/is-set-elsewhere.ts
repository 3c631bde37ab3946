import type { Assignment } from "../../inputs/assignment.ts";
import type { ConfigUnit } from "../../inputs/config-unit.ts";

/** Whether a source sets a property in another assignment than the given one. */
export function isSetElsewhere(unit: ConfigUnit, property: string, than: Assignment): boolean {
  return unit.assignments.some(
    (each) => each !== than && each.property === property && each.section === undefined,
  );
}
