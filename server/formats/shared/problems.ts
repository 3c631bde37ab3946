import type { FormatProblem } from "../../model/format.ts";
import type { Location, SourceId, UnitId } from "../../model/location.ts";

/** A problem before it is known which units it is true for. */
export type Draft = Omit<FormatProblem, "units" | "name" | "after" | "refuses" | "before"> &
  Partial<Pick<FormatProblem, "name" | "after" | "refuses" | "before">>;

/** Collects what a tool drops, changes and refuses. */
export class Problems {
  readonly #found: (Draft & { readonly unit: UnitId | undefined })[] = [];

  /** @param unit undefined: the whole file, and so every unit */
  add(unit: UnitId | undefined, problem: Draft): void {
    this.#found.push({ ...problem, unit });
  }

  /** Where the syntax of a source ends, by the source. */
  #unreadable(): ReadonlyMap<SourceId, Location> {
    const faults = new Map<SourceId, Location>();
    for (const { kind, at, refuses } of this.#found) {
      const first = faults.get(at.source);
      if (kind !== "syntax" || refuses !== true) continue;
      if (first === undefined || at.start < first.start) faults.set(at.source, at);
    }
    return faults;
  }

  /** All problems that concern one of the units; one that several have in common is listed once. */
  list(units: readonly UnitId[]): FormatProblem[] {
    const known = new Set(units);
    const unreadable = this.#unreadable();
    const byPlace = new Map<string, { readonly problem: Draft; readonly units: Set<UnitId> | undefined }>();
    for (const { unit, ...problem } of this.#found) {
      if (unit !== undefined && !known.has(unit)) continue;
      const { kind, at, detail } = problem;
      // A tool stops where it cannot read on; what it would refuse of the rest follows from that.
      const fault = unreadable.get(at.source);
      if (problem.refuses === true && fault !== undefined && fault !== at) continue;
      const key = `${kind} ${at.source} ${at.start} ${at.end} ${detail}`;
      const same = byPlace.get(key);
      if (same === undefined || unit === undefined)
        byPlace.set(key, { problem, units: unit === undefined ? undefined : new Set([unit]) });
      else same.units?.add(unit);
    }
    return [...byPlace.values()].map(({ problem, units: concerned }) => ({
      ...problem,
      name: problem.name,
      refuses: problem.refuses ?? false,
      before: problem.before ?? "",
      after: problem.after,
      units: concerned === undefined ? units : [...concerned],
    }));
  }
}
