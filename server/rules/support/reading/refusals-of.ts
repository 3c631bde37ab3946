import type { Reading, Refusal } from "../../../loader/reading.ts";
import type { RefusalCheck } from "../../../loader/refusal-check.ts";

const NONE: readonly Refusal[] = [];

/** The refusals of certain checks, in the order in which Kong makes them. */
export function refusalsOf({ refusals }: Reading, ...checks: readonly RefusalCheck[]): readonly Refusal[] {
  // Nearly every source that is looked at is one that Kong takes.
  return refusals.length === 0 ? NONE : refusals.filter(({ check }) => checks.includes(check));
}
