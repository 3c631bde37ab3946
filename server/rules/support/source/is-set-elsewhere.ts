import type { Assignment } from "../../../model/assignment.ts";
import type { ConfigUnit } from "../../../model/config-unit.ts";
import { assignmentsNamed } from "./assignments-named.ts";

/** Whether a source sets a property in another assignment than the given one. */
export function isSetElsewhere(unit: ConfigUnit, property: string, than: Assignment): boolean {
  return assignmentsNamed(unit, property).some((each) => each !== than && each.section === undefined);
}
