import type { Timing } from "../../engine/timing.ts";

/** Rows of the table: what comes after them is noise. */
const MOST_ROWS = 25;

/** Adds up what stages and rules cost over a whole run. */
export class Stopwatch implements Timing {
  readonly now: () => number;
  readonly #spent = new Map<string, number>();

  constructor(now: () => number) {
    this.now = now;
  }

  add(what: string, milliseconds: number): void {
    this.#spent.set(what, (this.#spent.get(what) ?? 0) + milliseconds);
  }

  /** A table, the costliest first, and the many that cost next to nothing as one. */
  text(): string {
    const rows = [...this.#spent].sort((a, b) => b[1] - a[1]);
    const rest = rows.splice(MOST_ROWS);
    if (rest.length > 0) rows.push([`${rest.length} more`, rest.reduce((sum, [, cost]) => sum + cost, 0)]);
    const lines = rows.map(([what, milliseconds]) => `${milliseconds.toFixed(2).padStart(10)} ms  ${what}`);
    return `${["Timing:", ...lines].join("\n")}\n`;
  }
}
