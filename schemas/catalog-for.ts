import type { Catalog } from "./catalog.ts";
import type { ListenerFacts, PrefixFacts, PropertyFacts } from "./facts/facts-file.ts";
import { kongFacts } from "./facts/kong-facts.ts";
import { type ReleaseOrder, readTimelines } from "./facts/read-timeline.ts";
import { knownRelease } from "./known-releases.ts";
import { nearestNames } from "./nearest-names.ts";
import type { DynamicPrefix, ListenFlag, ListenProperty, Property } from "./property.ts";
import type { Edition, Release } from "./release.ts";

const catalogs = new Map<string, Catalog>();
const orders = new Map<Edition, ReleaseOrder>();

/**
 * What a release knows. The answer is immutable and the same object for the same release.
 * A release that the facts do not hold is answered by the nearest known one, with `exact: false`.
 */
export function catalogFor(release: Release): Catalog {
  const { known, exact } = knownRelease(release);
  const id = `${known.edition}@${known.version}`;
  const key = exact ? id : `near ${id}`;
  const ready = catalogs.get(key);
  if (ready !== undefined) return ready;
  const catalog = exact ? readCatalog(known) : { ...catalogFor(known), exact };
  catalogs.set(key, catalog);
  return catalog;
}

function readCatalog(release: Release): Catalog {
  const facts = kongFacts[release.edition];
  const order = orderOf(release.edition);
  const at = order.get(release.version) ?? 0;

  const properties = new Map<string, Property>();
  for (const [name, property] of readTimelines(facts.properties, order, at))
    properties.set(name, readProperty(name, property));

  const prefixes = [...readTimelines(facts.prefixes, order, at)];
  const dynamicPrefixes = prefixes
    .filter(([, { replacement }]) => replacement === undefined)
    .map(([prefix, namespace]) => readPrefix(prefix, namespace))
    .sort((a, b) => b.prefix.length - a.prefix.length);

  const listenProperties = new Map<string, ListenProperty>();
  for (const [name, listener] of readTimelines(facts.listeners, order, at))
    listenProperties.set(name, readListener(name, listener));

  const plugins = [...readTimelines(facts.plugins, order, at)];
  const bundled = plugins.filter(([, plugin]) => plugin.bundled === true).map(([name]) => name);
  const vaults = [...readTimelines(facts.vaults, order, at)];

  const dynamicPrefixOf = (name: string) =>
    dynamicPrefixes.find(({ prefix }) => name.length > prefix.length && name.startsWith(prefix));
  const catalog: Catalog = {
    release,
    base: facts.releases[release.version]?.base ?? release.version,
    exact: true,
    properties,
    dynamicPrefixes,
    deprecatedPrefixes: prefixes.flatMap(([prefix, { replacement }]) =>
      replacement === undefined ? [] : [{ prefix, replacement }],
    ),
    listenProperties,
    bundledPlugins: bundled.length > 0 ? bundled : undefined,
    knownPlugins: plugins.map(([name]) => name),
    bundledVaults: vaults.filter(([, vault]) => vault.bundled === true).map(([name]) => name),
    property: (name) => properties.get(name),
    dynamicPrefixOf,
    knows: (name) => properties.has(name) || dynamicPrefixOf(name) !== undefined,
    nearest: (name, limit) => nearestNames(catalog, name, limit),
  };
  return catalog;
}

function orderOf(edition: Edition): ReleaseOrder {
  let order = orders.get(edition);
  if (order === undefined) {
    order = new Map(Object.keys(kongFacts[edition].releases).map((version, index) => [version, index]));
    orders.set(edition, order);
  }
  return order;
}

function readProperty(name: string, facts: PropertyFacts): Property {
  const { documentedDefault, replacedBy = [] } = facts;
  const [replacement] = replacedBy;
  return {
    name,
    type: facts.type,
    default: facts.default ?? null,
    ...(facts.enum && { enum: facts.enum }),
    ...(facts.itemEnum && { itemEnum: facts.itemEnum }),
    ...(facts.rejectedValues && { rejectedValues: facts.rejectedValues }),
    ...(documentedDefault !== undefined && {
      documentedDefault: documentedDefault === "" ? null : documentedDefault,
    }),
    enumEnforced: facts.enumOpen !== true,
    ...(facts.bounds && { bounds: facts.bounds }),
    section: facts.section ?? null,
    documented: facts.hidden !== true,
    sensitive: facts.sensitive === true,
    ...(facts.deprecated && {
      deprecated: { ...(replacement !== undefined && { replacement }), replacements: replacedBy },
    }),
    ...(facts.deprecatedValues && { deprecatedValues: facts.deprecatedValues }),
    ...(facts.aliasOf !== undefined && { aliasOf: facts.aliasOf }),
    ...(facts.directives && { directives: facts.directives }),
    ...(facts.prefix !== undefined && { dynamicPrefix: facts.prefix }),
    ...(facts.json && { format: "json" }),
    ...(facts.dropped && { dropped: true }),
    ...(facts.carriedFrom !== undefined && { carriedFrom: facts.carriedFrom }),
    ...(facts.sincePatch !== undefined && { sincePatch: facts.sincePatch }),
    inferred: facts.inferred === true,
  };
}

function readPrefix(prefix: string, facts: PrefixFacts): DynamicPrefix {
  return {
    prefix,
    ignore: facts.ignore ?? [],
    injects: facts.injects === true,
    ...(facts.inferred && { inferred: true }),
  };
}

function readListener(name: string, { subsystem, flags, inferred }: ListenerFacts): ListenProperty {
  return { name, subsystem, flags: readFlags(flags), inferred: inferred === true };
}

function readFlags(text: string): ListenFlag[] {
  const flags = new Map<string, string[] | undefined>();
  for (const flag of text.split(" ")) {
    const [name = "", argument] = flag.split("=", 2);
    flags.set(name, argument === undefined ? flags.get(name) : [...(flags.get(name) ?? []), argument]);
  }
  return [...flags].map(([name, values]) => (values === undefined ? { name } : { name, arguments: values }));
}
