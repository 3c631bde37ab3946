import type { Assignment } from "../../../model/assignment.ts";
import type { ConfigUnit } from "../../../model/config-unit.ts";

/** Whether a value holds only while a variable around it is not set: `${DATABASE:-off}`. */
export function isGuessed({ document }: ConfigUnit, assignment: Assignment | undefined): boolean {
  if (assignment === undefined) return false;
  const { source, start, end } = assignment.rawValueSpan;
  // Of another source nothing is known here.
  return source !== document.path || document.text.slice(start, end).includes("$");
}
