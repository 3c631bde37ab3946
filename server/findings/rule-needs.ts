import { memoizeText, once } from "../../grammar/text/memoize.ts";
import type { Catalog } from "../../schemas/catalog.ts";
import type { Reading } from "../loader/reading.ts";
import type { ConfigUnit } from "../model/config-unit.ts";

/**
 * What a unit must have for a rule to report anything on it:
 * - a list: one of these settings, by name, by the first word of the name (`nginx_*`) or by the last (`*_listen`)
 * - `directives`: a setting in a namespace of which Kong makes directives of nginx
 * - `deployment`: a known way to run the process
 * - `variables`: lines of a file of variables that set nothing for Kong
 * - `refusals`: a reason for which Kong does not start
 * - `losses`: something written that has no effect, or another one than the text says
 * - `upgrade`: a release from which an upgrade starts
 */
export type RuleNeeds =
  | readonly string[]
  | "directives"
  | "deployment"
  | "variables"
  | "refusals"
  | "losses"
  | "upgrade";

/** What the needs of rules are compared with. */
export interface NeedsInputs {
  readonly unit: ConfigUnit;
  readonly reading: Reading;
  readonly catalog: Catalog;
  /** Whether an upgrade is being checked. */
  readonly isUpgrade: boolean;
}

/** Answers, for one unit, whether it has what a rule needs. */
export function needsOf({ unit, reading, catalog, isUpgrade }: NeedsInputs): (needs: RuleNeeds) => boolean {
  const settings = settingsOf(unit, reading);
  const has = (setting: string) => settings.has(setting);
  const hasDirectives = once(() => {
    const namespaces = catalog.dynamicPrefixes.filter(({ injects }) => injects);
    return [...settings].some((setting) => namespaces.some(({ prefix }) => setting.startsWith(prefix)));
  });
  return (needs) => {
    switch (needs) {
      case "directives":
        return hasDirectives();
      case "deployment":
        return unit.deployment !== undefined;
      case "variables":
        return unit.otherLines !== undefined;
      case "refusals":
        return !reading.accepted || reading.nodeRefusals.length > 0;
      case "losses":
        return reading.losses.length > 0;
      case "upgrade":
        return isUpgrade;
      default:
        return needs.some(has);
    }
  };
}

/** The settings that somebody made: those written in the unit, whether they win or not, and those of the surroundings. */
function settingsOf(unit: ConfigUnit, reading: Reading): ReadonlySet<string> {
  const settings = new Set<string>();
  const add = (property: string) => {
    for (const name of namesOf(property)) settings.add(name);
  };
  unit.index.forEachProperty(add);
  for (const [property, { provenance }] of reading.changed)
    if (provenance.kind === "variable" || provenance.kind === "alias") add(property);
  return settings;
}

/** The names by which a rule may ask for a property. */
const namesOf = memoizeText((property): readonly string[] => {
  const first = property.indexOf("_");
  return first < 0
    ? [property]
    : [property, `${property.slice(0, first)}_*`, `*${property.slice(property.lastIndexOf("_"))}`];
});
