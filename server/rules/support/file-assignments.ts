import type { Assignment } from "../../inputs/assignment.ts";
import type { ConfigUnit } from "../../inputs/config-unit.ts";

/** The assignments of a kong.conf that Kong looks at: those under a section header are hidden from it. */
export function fileAssignments(unit: ConfigUnit): readonly Assignment[] {
  return unit.assignments.filter(({ layer, section }) => layer === "file" && section === undefined);
}
