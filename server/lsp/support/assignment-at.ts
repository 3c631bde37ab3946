import type { Assignment } from "../../model/assignment.ts";

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
