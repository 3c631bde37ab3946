import type { Catalog, NearName } from "../catalog.ts";
import { nearestProperties } from "./nearest-properties.ts";

/** Fainter likenesses are accidents. */
const LIKE = 0.7;

/** The property whose name means the same as one that the release does not know, or is most like it. */
export function nearProperty(catalog: Catalog, property: string): NearName | undefined {
  const near = nearestProperties(catalog, property);
  return near.find(({ by }) => by === "meaning") ?? near.find(({ score }) => score >= LIKE);
}
