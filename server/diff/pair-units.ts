import type { ConfigUnit } from "../model/config-unit.ts";

/** The processes of two sources that belong together, and those that are left. */
export interface PairedUnits {
  readonly pairs: readonly (readonly [ConfigUnit, ConfigUnit])[];
  readonly removed: readonly ConfigUnit[];
  readonly added: readonly ConfigUnit[];
}

/**
 * Pairs the processes of two sources: by their addresses, by their names, and then by the settings that they share. The only process
 * of each side is always a pair.
 */
export function pairUnits(before: readonly ConfigUnit[], after: readonly ConfigUnit[]): PairedUnits {
  const pairs: [ConfigUnit, ConfigUnit][] = [];
  let left = [...before];
  let right = [...after];
  const pair = (a: ConfigUnit, b: ConfigUnit) => {
    pairs.push([a, b]);
    left = left.filter((unit) => unit !== a);
    right = right.filter((unit) => unit !== b);
  };
  const pairBy = (key: (unit: ConfigUnit) => string) => {
    for (const unit of [...left]) {
      const own = key(unit);
      const candidates = right.filter((other) => key(other) === own);
      const isAlone = left.filter((other) => key(other) === own).length === 1 && candidates.length === 1;
      const [other] = candidates;
      if (own !== "" && isAlone && other !== undefined) pair(unit, other);
    }
  };
  pairBy(({ id }) => id);
  pairBy(({ name = "" }) => name);
  pairBy(lastName);
  while (left.length > 0 && right.length > 0) {
    const best = mostAlike(left, right);
    const isOnly = before.length === 1 && after.length === 1;
    if (best === undefined || (best.score === 0 && !isOnly)) break;
    pair(best.a, best.b);
  }
  const order = new Map(after.map((unit, at) => [unit, at]));
  pairs.sort(([, a], [, b]) => (order.get(a) ?? 0) - (order.get(b) ?? 0));
  return { pairs, removed: left, added: right };
}

/** `kong` of `services.kong` and of `Deployment/kong`. */
function lastName({ id }: ConfigUnit): string {
  return (/[^./[\]#]+\]?$/.exec(id)?.[0] ?? "").toLowerCase();
}

/** Two processes, and how much they have in common. */
interface Likeness {
  readonly a: ConfigUnit;
  readonly b: ConfigUnit;
  readonly score: number;
}

function mostAlike(left: readonly ConfigUnit[], right: readonly ConfigUnit[]): Likeness | undefined {
  let best: Likeness | undefined;
  for (const a of left)
    for (const b of right) {
      const score = likeness(a, b);
      if (best === undefined || score > best.score) best = { a, b, score };
    }
  return best;
}

/** A shared setting counts twice where it has the same value. A process that only migrates is like another one of that kind. */
function likeness(a: ConfigUnit, b: ConfigUnit): number {
  const values = new Map(a.assignments.map(({ property, writtenValue }) => [property, writtenValue]));
  const others = new Map(b.assignments.map(({ property, writtenValue }) => [property, writtenValue]));
  const shared = [...others].reduce(
    (sum, [property, text]) => sum + (values.has(property) ? (values.get(property) === text ? 4 : 2) : 0),
    0,
  );
  return isMigrating(a) === isMigrating(b) || shared === 0 ? shared : 1;
}

/** Whether a process changes the database and ends. */
export function isMigrating({ deployment }: ConfigUnit): boolean {
  return deployment?.command?.value.some((word) => /\bmigrations\b/.test(word)) === true;
}
