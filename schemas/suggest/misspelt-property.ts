import type { Catalog } from "../catalog.ts";
import { nearestProperties } from "./nearest-properties.ts";

/** From here on two names differ by a slip of the pen. */
const SLIP = 0.8;

/**
 * The property of a release that a name means which differs from it by a letter or two, unless people write that name for
 * something else.
 */
export function misspeltProperty(catalog: Catalog, property: string): string | undefined {
  const near = nearestProperties(catalog, property);
  const meant = Math.max(0, ...near.filter(({ by }) => by === "meaning").map(({ score }) => score));
  return near.find(({ by, score }) => by === "spelling" && score >= Math.max(SLIP, meant))?.name;
}
