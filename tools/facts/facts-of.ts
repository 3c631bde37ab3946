import { isDeepStrictEqual } from "node:util";
import type { Change, EditionFacts, FactsFile, Timeline, Timelines } from "../../schemas/facts/facts-file.ts";
import { compareVersions, type Edition } from "../../schemas/release.ts";
import type { ReleaseSnapshot } from "./release-snapshot.ts";

/** Writes snapshots of all releases as timelines. The order of the snapshots does not matter. */
export function factsOf(snapshots: readonly ReleaseSnapshot[]): FactsFile {
  return { oss: editionFacts(snapshots, "oss"), enterprise: editionFacts(snapshots, "enterprise") };
}

function editionFacts(snapshots: readonly ReleaseSnapshot[], edition: Edition): EditionFacts {
  const own = snapshots
    .filter(({ release }) => release.edition === edition)
    .sort((a, b) => compareVersions(a.release.version, b.release.version));
  const timelinesOf = <T extends object>(kind: (snapshot: ReleaseSnapshot) => ReadonlyMap<string, T>) =>
    timelines(own.map((snapshot) => [snapshot.release.version, kind(snapshot)]));
  return {
    releases: Object.fromEntries(own.map(({ release, facts }) => [release.version, facts])),
    properties: timelinesOf((snapshot) => snapshot.properties),
    listeners: timelinesOf((snapshot) => snapshot.listeners),
    prefixes: timelinesOf((snapshot) => snapshot.prefixes),
    plugins: timelinesOf((snapshot) => snapshot.plugins),
    vaults: timelinesOf((snapshot) => snapshot.vaults),
  };
}

function timelines<T extends object>(
  releases: readonly (readonly [string, ReadonlyMap<string, T>])[],
): Timelines<T> {
  const names = new Set(releases.flatMap(([, things]) => [...things.keys()]));
  return Object.fromEntries(
    [...names]
      .sort()
      .map((name) => [name, timeline(releases.map(([version, things]) => [version, things.get(name)]))]),
  );
}

function timeline<T extends object>(states: readonly (readonly [string, T | undefined])[]): Timeline<T> {
  const steps: [string, Change<T> | null][] = [];
  let previous: T | undefined;
  for (const [version, state] of states) {
    if (state === undefined) {
      if (previous !== undefined) steps.push([version, null]);
    } else if (previous === undefined) steps.push([version, inOrder(state)]);
    else {
      const change = changeBetween(previous, state);
      if (Object.keys(change).length > 0) steps.push([version, change]);
    }
    previous = state;
  }
  return steps;
}

function changeBetween<T extends object>(before: T, after: T): Change<T> {
  const change: Record<string, unknown> = {};
  const old = new Map<string, unknown>(Object.entries(before));
  for (const [key, value] of Object.entries(after)) {
    if (!isDeepStrictEqual(value, old.get(key))) change[key] = value;
    old.delete(key);
  }
  for (const key of old.keys()) change[key] = null;
  // Its keys are those of T, which the type system cannot see through Object.entries.
  return inOrder(change as Change<T>);
}

/** The type first, the rest by the alphabet: the same facts make the same text, wherever they come from. */
function inOrder<T extends object>(attributes: T): T {
  const rank = (key: string) => (key === "type" ? "" : key);
  const entries = Object.entries(attributes).sort(([a], [b]) => (rank(a) < rank(b) ? -1 : 1));
  return Object.fromEntries(entries) as T;
}
