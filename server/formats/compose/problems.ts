import type { Location, UnitId } from "../../model/location.ts";
import type { FormatProblem } from "../format.ts";

/** A problem before it is known which units it is true for. */
export type Draft = Omit<FormatProblem, "units" | "name" | "after" | "refuses" | "before"> &
  Partial<Pick<FormatProblem, "name" | "after" | "refuses" | "before">>;

/** Collects what Compose drops, changes and refuses. */
export class Problems {
  readonly #found: (Draft & { readonly unit: UnitId | undefined })[] = [];

  /** @param unit undefined: the whole file, and so every unit */
  add(unit: UnitId | undefined, problem: Draft): void {
    this.#found.push({ ...problem, unit });
  }

  /** All problems that concern one of the units; one that several have in common is listed once. */
  list(units: readonly UnitId[]): FormatProblem[] {
    const known = new Set(units);
    const byPlace = new Map<string, FormatProblem>();
    for (const { unit, ...problem } of this.#found) {
      if (unit !== undefined && !known.has(unit)) continue;
      const concerned = unit === undefined ? units : [unit];
      const key = `${problem.kind} ${problem.at.source} ${problem.at.start} ${problem.at.end} ${problem.detail}`;
      const same = byPlace.get(key);
      byPlace.set(key, {
        ...problem,
        name: problem.name,
        refuses: problem.refuses ?? false,
        before: problem.before ?? "",
        after: problem.after,
        units: same === undefined ? concerned : [...new Set([...same.units, ...concerned])],
      });
    }
    return [...byPlace.values()];
  }
}

/** Characters of a source for a problem. */
export function textAt(text: string, { start, end }: Location): string {
  return text.slice(start, end);
}
