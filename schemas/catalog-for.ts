import type { Catalog } from "./catalog.ts";
import { kongFacts } from "./facts/kong-facts.ts";
import { knownRelease } from "./known-releases.ts";
import { readCatalog } from "./read-catalog.ts";
import type { Release } from "./release.ts";

const catalogs = new Map<string, Catalog>();

/**
 * What a release knows. The answer is immutable and the same object for the same release.
 * A release that the facts do not hold is answered by the nearest known one, with `exact: false`.
 */
export function catalogFor(release: Release): Catalog {
  const { known, exact } = knownRelease(release);
  const id = `${known.edition}@${known.version}`;
  const key = exact ? id : `near ${id}`;
  const ready = catalogs.get(key);
  if (ready !== undefined) return ready;
  const catalog = exact ? readCatalog(kongFacts, known) : { ...catalogFor(known), exact };
  catalogs.set(key, catalog);
  return catalog;
}
