import type { Catalog } from "../catalog.ts";
import { nearestProperties } from "./nearest-properties.ts";

/** From here on two names differ by a slip of the pen. */
const SLIP = 0.8;

/** A word that stands twice: `admin_gui_auth_auth`. */
const TWICE = /(^|_)([a-z0-9]+)_\2(?=_|$)/;

/**
 * The property of a release that a name means which differs from it by a letter or two, or by a word that stands twice, unless
 * people write that name for something else.
 */
export function misspeltProperty(catalog: Catalog, property: string): string | undefined {
  const once = property.replace(TWICE, "$1$2");
  if (once !== property && catalog.property(once) !== undefined) return once;
  const near = nearestProperties(catalog, property);
  const meant = Math.max(0, ...near.filter(({ by }) => by === "meaning").map(({ score }) => score));
  return near.find(({ by, score }) => by === "spelling" && score >= Math.max(SLIP, meant))?.name;
}
