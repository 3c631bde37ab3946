import type { Catalog } from "./catalog.ts";
import type { ListenProperty, Property } from "./property.ts";

/** One difference between what two releases know. */
export type ReleaseChange =
  | { readonly kind: "added" | "removed"; readonly of: ChangedKind; readonly name: string }
  | {
      readonly kind: "changed";
      readonly of: "property";
      readonly name: string;
      readonly attribute: PropertyAttribute;
      /** As written in the facts; undefined where the release does not say. */
      readonly from: unknown;
      readonly to: unknown;
    }
  | {
      readonly kind: "changed";
      /** The open-source release that an Enterprise line is built on, or the version of nginx. */
      readonly of: "base" | "nginx";
      readonly name: string;
      readonly from: string;
      readonly to: string;
    };

/** The kinds of names that come and go. A flag is named `listener flag`, such as `proxy_listen reuseport`. */
export type ChangedKind = "property" | "prefix" | "listener" | "flag" | "plugin" | "vault";

/** What may change of a property that stays. */
export type PropertyAttribute = Exclude<keyof Property, "name">;

const attributes: readonly PropertyAttribute[] = [
  "type",
  "default",
  "documentedDefault",
  "enum",
  "itemEnum",
  "rejectedValues",
  "enumEnforced",
  "bounds",
  "section",
  "documented",
  "sensitive",
  "deprecated",
  "deprecatedValues",
  "aliasOf",
  "directives",
  "dynamicPrefix",
  "format",
  "dropped",
  "carriedFrom",
  "sincePatch",
  "inferred",
];

/** What is different in `after`: properties first, then namespaces, listeners and their flags, plugins, vaults. */
export function changesBetween(before: Catalog, after: Catalog): readonly ReleaseChange[] {
  return [
    ...(before.release.edition === "oss" ? [] : versionChange("base", before.base, after.base)),
    ...versionChange("nginx", before.nginx, after.nginx),
    ...names("property", [...before.properties.keys()], [...after.properties.keys()]),
    ...[...after.properties.values()].flatMap((property) =>
      propertyChanges(before.property(property.name), property),
    ),
    ...names("prefix", before.dynamicPrefixes.map(prefixText), after.dynamicPrefixes.map(prefixText)),
    ...names("prefix", before.deprecatedPrefixes.map(aliasText), after.deprecatedPrefixes.map(aliasText)),
    ...names("listener", [...before.listenProperties.keys()], [...after.listenProperties.keys()]),
    ...names("flag", flags(before, after), flags(after, before)),
    ...names("plugin", before.knownPlugins, after.knownPlugins),
    ...names("vault", before.knownVaults, after.knownVaults),
  ];
}

function versionChange(
  of: "base" | "nginx",
  from: string | undefined,
  to: string | undefined,
): ReleaseChange[] {
  if (from === undefined || to === undefined || from === to) return [];
  return [{ kind: "changed", of, name: of, from, to }];
}

function names(of: ChangedKind, before: readonly string[], after: readonly string[]): ReleaseChange[] {
  const old = new Set(before);
  const now = new Set(after);
  return [
    ...after.filter((name) => !old.has(name)).map((name) => ({ kind: "added", of, name }) as const),
    ...before.filter((name) => !now.has(name)).map((name) => ({ kind: "removed", of, name }) as const),
  ];
}

function propertyChanges(before: Property | undefined, after: Property): ReleaseChange[] {
  if (before === undefined) return [];
  return attributes.flatMap((attribute) => {
    const from = before[attribute];
    const to = after[attribute];
    if (JSON.stringify(from) === JSON.stringify(to)) return [];
    return [{ kind: "changed", of: "property", name: after.name, attribute, from, to } as const];
  });
}

function prefixText({
  prefix,
  ignore,
}: {
  readonly prefix: string;
  readonly ignore: readonly string[];
}): string {
  return ignore.length === 0 ? prefix : `${prefix} (but ${ignore.join(", ")})`;
}

function aliasText({
  prefix,
  replacement,
}: {
  readonly prefix: string;
  readonly replacement: string;
}): string {
  return `${prefix} (read as ${replacement})`;
}

/** The flags of the listeners that both catalogs have. */
function flags(catalog: Catalog, other: Catalog): string[] {
  return [...catalog.listenProperties.values()]
    .filter(({ name }) => other.listenProperties.has(name))
    .flatMap((listener) => flagTexts(listener));
}

function flagTexts(listener: ListenProperty): string[] {
  return listener.flags.flatMap(({ name, arguments: values }) =>
    values === undefined
      ? [`${listener.name} ${name}`]
      : values.map((value) => `${listener.name} ${name}=${value}`),
  );
}
