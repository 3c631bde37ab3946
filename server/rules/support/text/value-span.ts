import type { Span } from "../../../../grammar/text/span.ts";
import type { Assignment } from "../../../inputs/assignment.ts";

/** The source characters of a part of an assignment's value; `start` and `end` count from the begin of the value as Kong's reader joins it. */
export function valueSpan(assignment: Assignment, start: number, end: number): Span {
  return assignment.valueMap.spanToSource({ start, end });
}
