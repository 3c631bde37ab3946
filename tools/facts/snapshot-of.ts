import type {
  ListenerFacts,
  PluginFacts,
  PrefixFacts,
  PropertyFacts,
  VaultFacts,
} from "../../schemas/facts/facts-file.ts";
import type { Release } from "../../schemas/release.ts";
import type { CollectedFacts, CollectedProperty } from "./collected-facts.ts";
import type { ReleaseSnapshot } from "./release-snapshot.ts";

/** Reduces a collected facts file to what the catalog keeps of a release. */
export function snapshotOf(release: Release, collected: CollectedFacts): ReleaseSnapshot {
  return {
    release,
    facts: {
      ...(collected.basedOnOss !== undefined && { base: collected.basedOnOss }),
      ...(collected.referencePartial === true && { partial: true }),
      ...(collected.nginx !== undefined && { nginx: collected.nginx }),
    },
    properties: mapValues(collected.properties, (property) => propertyFacts(property, release)),
    listeners: mapValues(
      collected.listenProperties ?? {},
      (listener): ListenerFacts => ({
        subsystem: listener.subsystem ?? "http",
        flags: listener.flags.join(" "),
        ...(listener.inferred === true && { inferred: true }),
      }),
    ),
    prefixes: prefixes(collected),
    plugins: plugins(collected),
    vaults: vaults(collected),
  };
}

function propertyFacts(property: CollectedProperty, release: Release): PropertyFacts {
  const { deprecated, documentedDefault } = property;
  return {
    type: /(?:^|-)implicit\b/.test(property.typeSource ?? "") ? "untyped" : property.type,
    ...(typeof property.default === "string" && { default: property.default }),
    ...(documentedDefault !== undefined && { documentedDefault: documentedDefault ?? "" }),
    ...(property.enum && { enum: property.enum }),
    ...(property.itemEnum && { itemEnum: property.itemEnum }),
    ...(property.rejectedValues && { rejectedValues: property.rejectedValues }),
    ...((property.enumEnforced === false || (property.enum && isDropped(property, release))) && {
      enumEnforced: false,
    }),
    ...(property.bounds && { bounds: property.bounds }),
    ...(typeof property.section === "string" && { section: property.section }),
    ...(!isDocumented(property) && { documented: false }),
    ...(property.sensitive === true && { sensitive: true }),
    ...(deprecated &&
      deprecated.value === undefined && { deprecated: successors(deprecated.replacement ?? "") }),
    ...(deprecated?.value !== undefined && { deprecatedValues: [deprecated.value] }),
    ...(property.aliasOf && { aliasOf: property.aliasOf }),
    ...(property.directives && { directives: property.directives }),
    ...(property.dynamicPrefix && { dynamicPrefix: property.dynamicPrefix }),
    ...(property.format === "json" && { format: "json" }),
    ...(isInferred(property) && { inferred: true }),
    ...(isDropped(property, release) && { dropped: true }),
    ...(property.carriedFrom && { carriedFrom: property.carriedFrom }),
    ...(property.sincePatch && { sincePatch: property.sincePatch }),
  };
}

/** Collected facts write several successors as one text: `a / b`. */
function successors(text: string): Exclude<PropertyFacts["deprecated"], undefined> {
  const replacements = text.split(/\s*\/\s*/).filter((name) => name !== "");
  const [replacement] = replacements;
  return replacement === undefined ? { replacements } : { replacement, replacements };
}

/** Documented in the release's own reference, in that of its open-source base, or on another page. */
function isDocumented(property: CollectedProperty): boolean {
  if (property.documented === true) return true;
  if (property.hidden === true || property.carriedFrom !== undefined) return false;
  if (property.documentedElsewhere) return true;
  return property.fromOssBase === true && property.absentFromReference !== true;
}

/** Whether type, set or sensitivity rest on a reading of documentation. What an open-source loader says is no inference. */
function isInferred(property: CollectedProperty): boolean {
  const hasSet = property.enum !== undefined || property.itemEnum !== undefined;
  return (
    /^rule\b/.test(property.typeSource ?? "") ||
    property.sensitiveInferred === true ||
    (hasSet && property.enumSource !== undefined && !property.enumSource.startsWith("loader"))
  );
}

/**
 * The loader keeps only names that its defaults or a namespace know. For a few more it has a type, or the reference an
 * entry (`debug_ssl_cert` in 3.8 and 3.9), but no default.
 */
function isDropped(property: CollectedProperty, release: Release): boolean {
  const withoutDefault = property.defaultSource === "none" || property.defaultSource === "reference";
  return release.edition === "oss" && withoutDefault && property.dynamicPrefix === undefined;
}

function prefixes(collected: CollectedFacts): Map<string, PrefixFacts> {
  const all = new Map<string, PrefixFacts>();
  for (const { prefix, injectsInto, ignore, inferred } of collected.dynamicPrefixes ?? [])
    all.set(prefix, {
      ...(ignore && ignore.length > 0 && { ignore }),
      ...(injectsInto && { injects: true }),
      ...(inferred === true && { inferred: true }),
    });
  for (const { prefix, replacement } of collected.deprecatedPrefixes ?? []) all.set(prefix, { replacement });
  return sorted(all);
}

function plugins(collected: CollectedFacts): Map<string, PluginFacts> {
  const all = new Map<string, PluginFacts>();
  for (const name of collected.bundledPluginsOssBase ?? []) all.set(name, {});
  for (const name of collected.cataloguedPlugins ?? []) all.set(name, {});
  for (const name of collected.bundledPlugins ?? []) all.set(name, { bundled: true });
  return sorted(all);
}

function vaults(collected: CollectedFacts): Map<string, VaultFacts> {
  const all = new Map<string, VaultFacts>();
  for (const name of collected.vaultsWithDocumentedProperties ?? []) all.set(name, {});
  for (const name of collected.bundledVaults ?? []) all.set(name, { bundled: true });
  return sorted(all);
}

function mapValues<T, U>(record: Readonly<Record<string, T>>, change: (value: T) => U): Map<string, U> {
  return sorted(new Map(Object.entries(record).map(([name, value]) => [name, change(value)])));
}

function sorted<T>(map: ReadonlyMap<string, T>): Map<string, T> {
  return new Map([...map].sort(([a], [b]) => (a < b ? -1 : 1)));
}
