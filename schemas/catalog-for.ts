import type { Catalog } from "./catalog.ts";
import { kongFacts } from "./facts/kong-facts.ts";
import { knownRelease } from "./known-releases.ts";
import { readCatalog } from "./read-catalog.ts";
import type { Release } from "./release.ts";

const catalogs = new Map<string, Catalog>();

/** The same catalogs by the release that was asked for; there is no end to the names that a text can give releases. */
const byName = new Map<string, Catalog>();
const MOST_NAMES = 500;

/**
 * What a release knows. The answer is immutable and the same object for the same release.
 * A release that the facts do not hold is answered by the nearest known one, with `exact: false`.
 */
export function catalogFor(release: Release): Catalog {
  const asked = `${release.edition}@${release.version}`;
  const ready = byName.get(asked);
  if (ready !== undefined) return ready;
  const { known, exact } = knownRelease(release);
  const id = `${known.edition}@${known.version}`;
  const key = exact ? id : `near ${id}`;
  const catalog =
    catalogs.get(key) ?? (exact ? readCatalog(kongFacts, known) : { ...catalogFor(known), exact });
  catalogs.set(key, catalog);
  if (byName.size < MOST_NAMES) byName.set(asked, catalog);
  return catalog;
}
