import type { Reading } from "../../../loader/reading.ts";
import type { Assignment } from "../../../model/assignment.ts";

/** Whether Kong refuses to start because of this assignment. */
export function isRefused(reading: Reading, assignment: Assignment): boolean {
  return reading.refusals.some((refusal) => refusal.assignment === assignment);
}
