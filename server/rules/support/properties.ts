import { memoizeObject, once } from "../../../grammar/text/memoize.ts";
import { type Catalog, catalogFor, historyOf } from "../../../schemas/catalog.ts";
import history from "../../../schemas/facts/history.json" with { type: "json" };
import { kongFacts } from "../../../schemas/facts/kong-facts.ts";
import type { Property } from "../../../schemas/property.ts";

/** A function that gives the properties of a release for which a condition holds: a few of several hundred. */
export function propertiesWhere(
  holds: Parameters<Catalog["propertiesWhere"]>[0],
): (catalog: Catalog) => readonly Property[] {
  return memoizeObject((catalog: Catalog) => catalog.propertiesWhere(holds));
}

/** The plugins that `bundled` stands for; of Enterprise at least those of the open-source release below it. */
export const bundledPlugins = memoizeObject((catalog: Catalog): ReadonlySet<string> => {
  const own =
    catalog.bundledPlugins ?? catalogFor({ edition: "oss", version: catalog.base }).bundledPlugins ?? [];
  return new Set(own);
});

/** Whether more is known of a property's life than its presence: renames, advice against it, values that changed. Cheap. */
export function hasHistory(property: string): boolean {
  return Object.hasOwn(history, property);
}

/** Whether any release of any edition has a property of that name. Cheaper than its history. */
export function isNamedInAnyRelease(name: string): boolean {
  return (
    Object.hasOwn(kongFacts.oss.properties, name) || Object.hasOwn(kongFacts.enterprise.properties, name)
  );
}

/** Whether only releases of Enterprise have, or ever had, a property of that name. */
export function isOfEnterpriseAlone(name: string): boolean {
  const presence = historyOf(name)?.presence ?? [];
  return presence.length > 0 && presence.every(({ edition }) => edition === "enterprise");
}

/** The names that a property has had before, in any release. */
export function predecessorsOf(property: string): readonly string[] {
  return predecessors().get(property) ?? [];
}

const predecessors = once((): ReadonlyMap<string, readonly string[]> => {
  const byName = new Map<string, string[]>();
  const names = new Set(Object.values(kongFacts).flatMap(({ properties }) => Object.keys(properties)));
  for (const name of names)
    for (const replacement of historyOf(name)?.replacements ?? [])
      byName.set(replacement, [...(byName.get(replacement) ?? []), name]);
  return byName;
});
