import type { FormatProblem } from "../../model/format.ts";
import type { UnitId } from "../../model/location.ts";

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

  /** All problems that concern one of the units; one that several have in common is listed once. */
  list(units: readonly UnitId[]): FormatProblem[] {
    const known = new Set(units);
    const byPlace = new Map<string, { readonly problem: Draft; readonly units: Set<UnitId> | undefined }>();
    for (const { unit, ...problem } of this.#found) {
      if (unit !== undefined && !known.has(unit)) continue;
      const { kind, at, detail } = problem;
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
