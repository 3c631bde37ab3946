import { isDeepStrictEqual } from "node:util";
import type { FactsFile } from "../../schemas/facts/facts-file.ts";
import type { Release } from "../../schemas/release.ts";
import type { CollectedFacts } from "./collected-facts.ts";
import type { ReleaseSnapshot } from "./release-snapshot.ts";
import { snapshotOf } from "./snapshot-of.ts";
import { snapshotsIn } from "./snapshots-in.ts";

/** Tells what collected facts of a release say otherwise than a facts file does. */
export interface FactsComparison {
  /**
   * One line for each difference, the facts' side first.
   * @returns undefined where the facts do not have the release; empty where both agree in everything that is kept
   */
  differences(release: Release, collected: CollectedFacts): readonly string[] | undefined;
}

/** Reads a facts file once for many comparisons. */
export function factsComparison(facts: FactsFile): FactsComparison {
  const known = new Map(snapshotsIn(facts).map((snapshot) => [idOf(snapshot.release), snapshot]));
  return {
    differences: (release, collected) => {
      const before = known.get(idOf(release));
      if (before === undefined) return undefined;
      const after = snapshotOf(release, collected);
      return [
        ...attributeDifferences("release", before.facts, after.facts),
        ...KINDS.flatMap((kind) => nameDifferences(kind, before[kind], after[kind])),
      ];
    },
  };
}

const KINDS = [
  "properties",
  "listeners",
  "prefixes",
  "plugins",
  "vaults",
] as const satisfies readonly (keyof ReleaseSnapshot)[];

function idOf({ edition, version }: Release): string {
  return `${edition}@${version}`;
}

function nameDifferences(
  kind: string,
  before: ReadonlyMap<string, object>,
  after: ReadonlyMap<string, object>,
): string[] {
  return [...new Set([...before.keys(), ...after.keys()])].sort().flatMap((name) => {
    const [old, now] = [before.get(name), after.get(name)];
    if (old === undefined) return [`${kind} ${name}: missing → there`];
    if (now === undefined) return [`${kind} ${name}: there → missing`];
    return attributeDifferences(`${kind} ${name}`, old, now);
  });
}

function attributeDifferences(what: string, before: object, after: object): string[] {
  const old = new Map<string, unknown>(Object.entries(before));
  const now = new Map<string, unknown>(Object.entries(after));
  return [...new Set([...old.keys(), ...now.keys()])]
    .filter((key) => !isDeepStrictEqual(old.get(key), now.get(key)))
    .map((key) => `${what}, ${key}: ${textOf(old.get(key))} → ${textOf(now.get(key))}`);
}

function textOf(value: unknown): string {
  return value === undefined ? "(not said)" : JSON.stringify(value);
}
