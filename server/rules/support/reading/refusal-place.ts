import type { Refusal } from "../../../loader/reading.ts";
import type { Assignment } from "../../../model/assignment.ts";
import type { Location } from "../../../model/location.ts";

/** Where a refusal is to be shown: its guilty characters, else its assignment, else the source as a whole. */
export function refusalPlace({ span, assignment, anchor }: Refusal): Location | Assignment {
  if (span !== undefined && span.end > span.start) return span;
  return assignment ?? anchor;
}
