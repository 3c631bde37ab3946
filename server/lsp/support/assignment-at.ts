import { memoizeLast } from "../../../grammar/text/memoize.ts";
import type { Assignment } from "../../model/assignment.ts";
import type { ConfigUnit } from "../../model/config-unit.ts";

/** The settings of a unit that its own source writes, in the order of the source. */
export function ownAssignments(unit: ConfigUnit): readonly Assignment[] {
  // A source of Kong's own has one layer and draws on nothing.
  return unit.format.owns ? unit.assignments : writtenHere(unit);
}

const writtenHere: (unit: ConfigUnit) => readonly Assignment[] = memoizeLast(({ assignments, document }) =>
  assignments
    .filter(({ origin, lineSpan }) => origin.kind === "written" && lineSpan.source === document.path)
    .sort((a, b) => a.lineSpan.start - b.lineSpan.start),
);

/** The assignment whose statement holds an offset, its last line's end included. Assignments are in the order of the source. */
export function assignmentAt(assignments: readonly Assignment[], offset: number): Assignment | undefined {
  const found = assignments[firstReaching(assignments, offset)];
  return found !== undefined && found.lineSpan.start <= offset ? found : undefined;
}

/** The assignments whose statements share a place with the range from `start` to `end`. */
export function assignmentsIn(
  assignments: readonly Assignment[],
  start: number,
  end: number,
): readonly Assignment[] {
  const first = firstReaching(assignments, start);
  let last = first;
  while ((assignments[last]?.lineSpan.start ?? Number.POSITIVE_INFINITY) <= end) last++;
  return assignments.slice(first, last);
}

/** The index of the first assignment that ends at an offset or behind it. */
export function firstReaching(assignments: readonly Assignment[], offset: number): number {
  let low = 0;
  let high = assignments.length;
  while (low < high) {
    const middle = (low + high) >> 1;
    if ((assignments[middle]?.lineSpan.end ?? 0) < offset) low = middle + 1;
    else high = middle;
  }
  return low;
}
