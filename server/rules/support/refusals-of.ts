import type { Reading, Refusal } from "../../loader/reading.ts";
import type { RefusalCheck } from "../../loader/refusal-check.ts";

/** The refusals of certain checks, in the order in which Kong makes them. */
export function refusalsOf(reading: Reading, ...checks: readonly RefusalCheck[]): readonly Refusal[] {
  return reading.refusals.filter(({ check }) => checks.includes(check));
}
