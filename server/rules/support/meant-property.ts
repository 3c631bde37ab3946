import type { Catalog } from "../../../schemas/catalog.ts";
import { misspeltProperty } from "./misspelt-property.ts";
import { nearestProperties } from "./nearest-properties.ts";

/** Fainter likenesses are accidents. */
const LIKE = 0.7;

/** The property that somebody may have meant who wrote a name that the release does not know: what "Did you mean" asks. */
export function meantProperty(catalog: Catalog, property: string): string | undefined {
  const misspelt = misspeltProperty(catalog, property);
  if (misspelt !== undefined) return misspelt;
  const near = nearestProperties(catalog, property);
  return (near.find(({ by }) => by === "meaning") ?? near.find(({ score }) => score >= LIKE))?.name;
}
