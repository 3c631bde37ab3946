import { ComputedMap } from "../grammar/text/computed-map.ts";
import { memoizeText } from "../grammar/text/memoize.ts";
import type { Catalog } from "./catalog.ts";
import type { FactsFile, ListenerFacts, PrefixFacts, PropertyFacts } from "./facts/facts-file.ts";
import { readTimelines, releaseOrder } from "./facts/read-timeline.ts";
import { nearestNames } from "./nearest-names.ts";
import type { DynamicPrefix, ListenFlag, ListenProperty, Property } from "./property.ts";
import type { Release } from "./release.ts";

/** How many answers about names a catalog keeps: the same names come again, and there is no end to what a text can hold. */
const MOST_NAMES = 2000;

/** Reads one known release out of the facts. Use `catalogFor`, which keeps the answer. */
export function readCatalog(file: FactsFile, release: Release): Catalog {
  const facts = file[release.edition];
  const order = releaseOrder(facts);
  const at = order.get(release.version) ?? 0;

  const present = readTimelines(facts.properties, order, at);
  // The map has facts for each of its names.
  const factsOf = (name: string) => present.get(name) as PropertyFacts;
  const properties = new ComputedMap(present, (name) => readProperty(name, factsOf(name)));

  const prefixes = [...readTimelines(facts.prefixes, order, at)];
  const dynamicPrefixes = prefixes
    .filter(([, { replacement }]) => replacement === undefined)
    .map(([prefix, namespace]) => readPrefix(prefix, namespace))
    .sort((a, b) => b.prefix.length - a.prefix.length);

  const listeners = readTimelines(facts.listeners, order, at);
  const listenProperties = new ComputedMap(listeners, (name) =>
    // The map has facts for each of its names.
    readListener(name, listeners.get(name) as ListenerFacts),
  );

  const plugins = [...readTimelines(facts.plugins, order, at)];
  const bundled = plugins.filter(([, plugin]) => plugin.bundled === true).map(([name]) => name);
  const vaults = [...readTimelines(facts.vaults, order, at)];

  const homes = new Map<string, DynamicPrefix | undefined>();
  const dynamicPrefixOf = (name: string) => {
    if (homes.has(name)) return homes.get(name);
    const home = dynamicPrefixes.find(({ prefix }) => name.length > prefix.length && name.startsWith(prefix));
    if (homes.size < MOST_NAMES) homes.set(name, home);
    return home;
  };
  const base = facts.releases[release.version]?.base ?? release.version;
  const catalog: Catalog = {
    release,
    base,
    nginx: facts.releases[release.version]?.nginx,
    exact: true,
    partial: facts.releases[release.version]?.partial === true,
    properties,
    dynamicPrefixes,
    deprecatedPrefixes: prefixes.flatMap(([prefix, { replacement }]) =>
      replacement === undefined ? [] : [{ prefix, replacement }],
    ),
    listenProperties,
    bundledPlugins: bundled.length > 0 ? bundled : undefined,
    knownPlugins: plugins.map(([name]) => name),
    bundledVaults: vaults.filter(([, vault]) => vault.bundled === true).map(([name]) => name),
    knownVaults: vaults.map(([name]) => name),
    property: (name) => properties.get(name),
    propertiesWhere: (holds) => {
      const names: string[] = [];
      present.forEach((facts, name) => {
        if (holds(facts, name)) names.push(name);
      });
      return names.map((name) => properties.get(name) as Property);
    },
    dynamicPrefixOf,
    knows: (name) => properties.has(name) || dynamicPrefixOf(name) !== undefined,
    nearest: (name, limit) => nearestNames(catalog, name, limit),
  };
  return catalog;
}

/** What a property is where the facts do not say. */
const UNSAID = {
  default: null,
  enumEnforced: true,
  section: null,
  documented: true,
  sensitive: false,
  inferred: false,
} as const;

/** There are hundreds of them in a catalog, and most of its cost is here: `Object.assign` is three times a spread. */
function readProperty(name: string, facts: PropertyFacts): Property {
  const property = Object.assign({ name }, UNSAID, facts);
  return facts.documentedDefault === "" ? { ...property, documentedDefault: null } : property;
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

/** Most listeners of a release have the same flags. */
const readFlags = memoizeText((text): readonly ListenFlag[] => {
  const flags = new Map<string, string[] | undefined>();
  for (const flag of text.split(" ")) {
    const [name = "", argument] = flag.split("=", 2);
    flags.set(name, argument === undefined ? flags.get(name) : [...(flags.get(name) ?? []), argument]);
  }
  return [...flags].map(([name, values]) => (values === undefined ? { name } : { name, arguments: values }));
});
