import { isUtf16 } from "../../grammar/text/is-utf-16.ts";
import { once } from "../../grammar/text/memoize.ts";
import type { Catalog } from "../../schemas/catalog.ts";
import type { Reading } from "../loader/reading.ts";
import type { ConfigUnit } from "../model/config-unit.ts";
import { servesNothing } from "../model/deployment.ts";

/**
 * What a unit must have for a rule to report anything on it:
 * - a list: one of these settings, by name, by the first word of the name (`nginx_*`) or by the last (`*_listen`)
 * - `directives`: a setting in a namespace of which Kong makes directives of nginx
 * - `deployment`: a known way to run the process
 * - `variables`: variables that set nothing for Kong, or a file of variables that may have some
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

/** What decides which rules can report anything on a unit. Units with the same traits are a matter for the same rules. */
export interface UnitTraits {
  /** The settings that somebody made: those written in the unit, whether they win or not, and those of the surroundings. */
  readonly properties: readonly string[];
  /** The namespaces of the release, of which some inject directives. */
  readonly namespaces: Catalog["dynamicPrefixes"];
  readonly hasDeployment: boolean;
  readonly hasVariables: boolean;
  readonly isRefused: boolean;
  readonly hasLosses: boolean;
  readonly isUpgrade: boolean;
  /** Whether the process only prepares, and serves nothing. */
  readonly servesNothing: boolean;
  /** Kong reads no setting of a UTF-16 text: one finding about the encoding says all there is to say. */
  readonly isUtf16: boolean;
}

/** What the needs of rules are compared with. */
export interface NeedsInputs {
  readonly unit: ConfigUnit;
  readonly reading: Reading;
  readonly catalog: Catalog;
  /** Whether an upgrade is being checked. */
  readonly isUpgrade: boolean;
}

/** The traits of a unit. */
export function traitsOf({ unit, reading, catalog, isUpgrade }: NeedsInputs): UnitTraits {
  return {
    properties: propertiesOf(unit, reading),
    namespaces: catalog.dynamicPrefixes,
    hasDeployment: unit.deployment !== undefined,
    hasVariables: unit.otherLines !== undefined || (unit.others ?? []).length > 0,
    isRefused: !reading.accepted || reading.nodeRefusals.length > 0,
    hasLosses: reading.losses.length > 0,
    isUpgrade,
    servesNothing: isPreparation(unit),
    isUtf16: isUtf16(unit.document),
  };
}

/** Of a file of settings, what all processes do that are known to have them counts. */
function isPreparation({ deployment, users = [] }: ConfigUnit): boolean {
  if (deployment !== undefined) return servesNothing(deployment);
  return users.length > 0 && users.every(servesNothing);
}

/** Whether two units have the same traits, with the same settings in the same order. */
export function isSameTraits(a: UnitTraits, b: UnitTraits): boolean {
  return (
    a.namespaces === b.namespaces &&
    a.hasDeployment === b.hasDeployment &&
    a.hasVariables === b.hasVariables &&
    a.isRefused === b.isRefused &&
    a.hasLosses === b.hasLosses &&
    a.isUpgrade === b.isUpgrade &&
    a.servesNothing === b.servesNothing &&
    a.isUtf16 === b.isUtf16 &&
    a.properties.length === b.properties.length &&
    a.properties.every((property, at) => property === b.properties[at])
  );
}

/** Answers, for units with these traits, whether they have what a rule needs. */
export function needsOf(traits: UnitTraits): (needs: RuleNeeds) => boolean {
  const settings = new Set(traits.properties.flatMap(namesOf));
  const has = (setting: string) => settings.has(setting);
  const hasDirectives = once(() => {
    const prefixes = traits.namespaces.filter(({ injects }) => injects).map(({ prefix }) => prefix);
    return traits.properties.some((property) => prefixes.some((prefix) => property.startsWith(prefix)));
  });
  return (needs) => {
    switch (needs) {
      case "directives":
        return hasDirectives();
      case "deployment":
        return traits.hasDeployment;
      case "variables":
        return traits.hasVariables;
      case "refusals":
        return traits.isRefused;
      case "losses":
        return traits.hasLosses;
      case "upgrade":
        return traits.isUpgrade;
      default:
        return needs.some(has);
    }
  };
}

function propertiesOf(unit: ConfigUnit, reading: Reading): readonly string[] {
  const properties: string[] = [];
  unit.index.forEachProperty((property) => void properties.push(property));
  reading.changed.forEach(({ provenance: { kind } }, property) => {
    if (kind === "variable" || kind === "alias") properties.push(property);
  });
  return properties;
}

/** The names by which a rule may ask for a property. */
function namesOf(property: string): readonly string[] {
  const first = property.indexOf("_");
  return first < 0
    ? [property]
    : [property, `${property.slice(0, first)}_*`, `*${property.slice(property.lastIndexOf("_"))}`];
}
