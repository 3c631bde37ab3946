import type { Span } from "../../../../grammar/text/span.ts";
import type { Assignment } from "../../../inputs/assignment.ts";
import type { Refusal } from "../../../loader/reading.ts";
import { wholeSource } from "../source/whole-source.ts";

/** Where a refusal is to be shown: its guilty characters, else its assignment, else the source as a whole. */
export function refusalPlace({ span, assignment }: Refusal): Span | Assignment {
  if (span !== undefined && span.end > span.start) return span;
  return assignment ?? wholeSource;
}
