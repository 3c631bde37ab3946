import type { Catalog } from "../../schemas/catalog.ts";
import { changesBetween, type ReleaseChange } from "../../schemas/changes-between.ts";
import type { FactsFile } from "../../schemas/facts/facts-file.ts";
import { readCatalog } from "../../schemas/read-catalog.ts";
import { compareVersions, type Release } from "../../schemas/release.ts";
import type { CollectedFacts } from "./collected-facts.ts";
import { factsOf } from "./facts-of.ts";
import { snapshotOf } from "./snapshot-of.ts";
import { snapshotsIn } from "./snapshots-in.ts";

/** The facts with one release more, or with one release told anew, and what that release changes. */
export interface AddedRelease {
  readonly facts: FactsFile;
  readonly release: Release;
  /** What the changes are against: the release itself as it was told before, or the one before it. */
  readonly against: Release | undefined;
  readonly changes: readonly ReleaseChange[];
}

/** Adds a release to the facts, or replaces it. Pure: nothing is written. */
export function addRelease(file: FactsFile, release: Release, collected: CollectedFacts): AddedRelease {
  const others = snapshotsIn(file).filter((snapshot) => !isSame(snapshot.release, release));
  const facts = factsOf([...others, snapshotOf(release, collected)]);
  const before = predecessor(file, release);
  const after = readCatalog(facts, release);
  return {
    facts,
    release,
    against: before?.release,
    changes: before === undefined ? [] : changesBetween(before, after),
  };
}

function isSame(a: Release, b: Release): boolean {
  return a.edition === b.edition && compareVersions(a.version, b.version) === 0;
}

function predecessor(file: FactsFile, release: Release): Catalog | undefined {
  const version = Object.keys(file[release.edition].releases).findLast(
    (known) => compareVersions(known, release.version) <= 0,
  );
  return version === undefined ? undefined : readCatalog(file, { edition: release.edition, version });
}
