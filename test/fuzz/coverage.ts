import { Session } from "node:inspector/promises";

/** Tells which inputs reach code that none before has reached, by the engine's own counting. */
export class Coverage {
  readonly #session = new Session();
  readonly #known = new Set<string>();

  async start(): Promise<void> {
    this.#session.connect();
    await this.#session.post("Profiler.enable");
    await this.#session.post("Profiler.startPreciseCoverage", { callCount: false, detailed: true });
    await this.isNew();
  }

  /** Whether anything was reached since the last question that had never been reached before. */
  async isNew(): Promise<boolean> {
    const { result } = await this.#session.post("Profiler.takePreciseCoverage");
    const before = this.#known.size;
    for (const { scriptId, url, functions } of result) {
      if (!/\/(?:server|grammar|schemas)\//.test(url)) continue;
      for (const { ranges } of functions)
        for (const { startOffset, endOffset, count } of ranges)
          if (count > 0) this.#known.add(`${scriptId} ${startOffset} ${endOffset}`);
    }
    return this.#known.size > before;
  }

  get size(): number {
    return this.#known.size;
  }
}
