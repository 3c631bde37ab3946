import type { Assignment } from "../../../inputs/assignment.ts";
import type { ConfigUnit } from "../../../inputs/config-unit.ts";
import { LastAnswers } from "../../../inputs/last-answers.ts";

/** The assignments of a kong.conf that Kong looks at: those under a section header are hidden from it. */
export function fileAssignments(unit: ConfigUnit): readonly Assignment[] {
  let assignments = known.get(unit);
  if (assignments === undefined) {
    assignments = unit.assignments.filter(({ layer, section }) => layer === "file" && section === undefined);
    known.set(unit, assignments);
  }
  return assignments;
}

/** Several rules ask the same of one unit. */
const known = new LastAnswers<ConfigUnit, readonly Assignment[]>();
