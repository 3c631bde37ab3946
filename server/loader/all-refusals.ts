import type { Reading, Refusal } from "./reading.ts";

/** What `kong check` refuses, and what only the nodes break on. */
export function allRefusals({ refusals, nodeRefusals }: Reading): readonly Refusal[] {
  return nodeRefusals.length === 0 ? refusals : [...refusals, ...nodeRefusals];
}
