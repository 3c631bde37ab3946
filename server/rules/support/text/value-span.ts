import { type Assignment, valuePlace } from "../../../model/assignment.ts";
import type { Location } from "../../../model/location.ts";

/** The source characters of a part of an assignment's value; `start` and `end` count from the begin of the value as Kong's reader joins it. */
export function valueSpan(assignment: Assignment, start: number, end: number): Location {
  return valuePlace(assignment, { start, end });
}
