import { distance } from "fastest-levenshtein";
import type { Catalog, NearName } from "./catalog.ts";

/** Names of the catalog that a reader of `name` may have meant, best first. */
export function nearestNames(catalog: Catalog, name: string, limit = 3): readonly NearName[] {
  const near: NearName[] = [];
  for (const candidate of catalog.properties.keys()) {
    const score = 1 - distance(name, candidate) / Math.max(name.length, candidate.length);
    if (score >= 0.6) near.push({ name: candidate, score, by: "spelling" });
  }
  return near.sort((a, b) => b.score - a.score).slice(0, limit);
}
