import { memoizeBy } from "../grammar/text/memoize.ts";
import type { Catalog } from "./catalog.ts";
import { kongFacts } from "./facts/kong-facts.ts";
import { knownRelease } from "./known-releases.ts";
import { readCatalog } from "./read-catalog.ts";
import { formatRelease, type Release } from "./release.ts";

/**
 * What a release knows. The answer is immutable and the same object for the same release.
 * A release that the facts do not hold is answered by the nearest known one, with `exact: false`.
 */
export const catalogFor: (release: Release) => Catalog = memoizeBy(formatRelease, (release) => {
  const { known, exact } = knownRelease(release);
  return exact ? exactCatalog(known) : nearCatalog(known);
});

const exactCatalog = memoizeBy(formatRelease, (known: Release) => readCatalog(kongFacts, known));
const nearCatalog = memoizeBy(
  formatRelease,
  (known: Release): Catalog => ({ ...exactCatalog(known), exact: false }),
);
