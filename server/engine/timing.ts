/** Takes down what parts of a run cost. */
export interface Timing {
  /** Milliseconds from some fixed moment. */
  now(): number;
  /** @param what a stage (`load`, `report`) or the id of a rule */
  add(what: string, milliseconds: number): void;
}

/** Runs something and takes down what it cost, where somebody wants to know. */
export function timed<T>(timing: Timing | undefined, what: string, work: () => T): T {
  if (timing === undefined) return work();
  const started = timing.now();
  const result = work();
  timing.add(what, timing.now() - started);
  return result;
}
