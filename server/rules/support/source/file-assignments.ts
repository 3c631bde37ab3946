import { LastAnswers } from "../../../../grammar/text/last-answers.ts";
import type { Assignment } from "../../../model/assignment.ts";
import type { ConfigUnit } from "../../../model/config-unit.ts";

/** The assignments of a kong.conf that Kong looks at: those under a section header are hidden from it. */
export function fileAssignments(unit: ConfigUnit): readonly Assignment[] {
  let assignments = known.get(unit);
  if (assignments === undefined) {
    assignments = unit.assignments.filter(
      ({ channel, section }) => channel === "file" && section === undefined,
    );
    known.set(unit, assignments);
  }
  return assignments;
}

/** Several rules ask the same of one unit. */
const known = new LastAnswers<ConfigUnit, readonly Assignment[]>();
