import type { Catalog } from "../../../schemas/catalog.ts";
import { nearestProperties } from "./nearest-properties.ts";

/** From here on two names differ by a slip of the pen. */
const SLIP = 0.8;

/** The property of a release that a name means which differs from it by a letter or two. */
export function misspeltProperty(catalog: Catalog, property: string): string | undefined {
  return nearestProperties(catalog, property).find(({ by, score }) => by === "spelling" && score >= SLIP)
    ?.name;
}
