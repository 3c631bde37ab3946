import { ComputedMap } from "../../grammar/text/computed-map.ts";
import { memoizeBy, once } from "../../grammar/text/memoize.ts";
import { type Catalog, catalogFor } from "../../schemas/catalog.ts";
import type { Property } from "../../schemas/property.ts";
import { formatRelease, type Release } from "../../schemas/release.ts";
import { type CrossChecks, crossChecksOf } from "./check/cross-checks.ts";
import { loaderType, typeValue } from "./check/type-value.ts";
import { type Replacement, replacementsOf } from "./layers/aliases.ts";
import { dynamicNamesIn } from "./layers/dynamic-names.ts";
import { variableOf } from "./layers/environment.ts";
import type { LuaValue } from "./lua/lua-value.ts";
import { toText } from "./lua/to-text.ts";
import { type Quirks, quirksOf } from "./quirks.ts";
import { convertValue } from "./read/convert-value.ts";
import { cutComment } from "./read/cut-comment.ts";
import type { PropertyReading } from "./reading.ts";
import type { Setting } from "./setting.ts";
import { TextReader } from "./text-reader.ts";

/** Everything about the loader of one release that does not depend on what it reads. */
export interface LoaderModel {
  readonly release: Release;
  /** The open-source release whose loader reads the file. */
  readonly base: string;
  readonly catalog: Catalog;
  readonly quirks: Quirks;
  /** What looks at one text alone. */
  readonly texts: TextReader;
  /** What Kong ends up with for every known property where nothing is written. */
  readonly defaults: ReadonlyMap<string, PropertyReading>;
  /** Known names by the variable that sets them; worked out when it is first asked for. */
  readonly variables: ReadonlyMap<string, string>;
  /** Properties that write injected directives. */
  readonly injectors: readonly Property[];
  /** Properties that give their value to another one. */
  readonly aliases: readonly Property[];
  readonly deprecated: readonly Property[];
  readonly replacements: readonly Replacement[];
  readonly crossChecks: CrossChecks;
  /** The property of that name, unless the loader has a type for it and drops it all the same. */
  definition(name: string): Property | undefined;
  /** The property of that name in the open-source release whose loader reads the file. */
  baseDefinition(name: string): Property | undefined;
  /** Whether Kong's own defaults hold the name, be it with nothing for a value. */
  hasDefault(name: string): boolean;
}

/** The loader of a release. Models are immutable and shared; each is built when it is first needed. */
export const loaderModel: (release: Release) => LoaderModel = memoizeBy(formatRelease, buildModel);

function buildModel(release: Release): LoaderModel {
  const catalog = catalogFor(release);
  const { base } = catalog;
  const own = release.edition === "oss" ? catalog : catalogFor({ edition: "oss", version: base });
  const quirks = quirksOf(base, release);
  const names = new Set(catalog.properties.keys());
  for (const { name } of catalog.propertiesWhere(({ dropped }) => dropped === true)) names.delete(name);
  const definition = (name: string) => (names.has(name) ? catalog.property(name) : undefined);
  const baseDefinition = (name: string) => own.property(name);
  // Not what Enterprise adds, whose loader is not public.
  const isChecked = (name: string) =>
    baseDefinition(name) !== undefined || catalog.property(name) === undefined;
  const propertiesWith = (attribute: "directives" | "aliasOf" | "deprecated") =>
    catalog.propertiesWhere((facts, name) => facts[attribute] !== undefined && names.has(name));
  const injectors = propertiesWith("directives");
  const prefixes = catalog.dynamicPrefixes.map(({ prefix }) => prefix);
  const variables = once(
    () => new Map([...names].filter((name) => !lacksDefault(name)).map((name) => [variableOf(name), name])),
  );
  return {
    release,
    base,
    catalog,
    quirks,
    texts: new TextReader({ prefixes, definition, baseDefinition, isChecked }, quirks),
    defaults: typedDefaults(names, catalog, defaultsOf(injectors, prefixes, quirks), quirks),
    get variables() {
      return variables();
    },
    injectors,
    aliases: propertiesWith("aliasOf"),
    deprecated: propertiesWith("deprecated"),
    replacements: replacementsOf(base),
    crossChecks: crossChecksOf(base),
    definition,
    baseDefinition,
    hasDefault: (name) => names.has(name) && !lacksDefault(name),
  };
}

/**
 * Documented names that Kong's own defaults do not hold: what is in force is the default of the program behind them, such as
 * nginx or a plugin server. Kong takes them along like any name in their namespace.
 */
function lacksDefault(name: string): boolean {
  return WITHOUT_DEFAULT.has(name) || name.startsWith("pluginserver_XXX_");
}

const WITHOUT_DEFAULT = new Set([
  "nginx_http_client_header_buffer_size",
  "nginx_http_large_client_header_buffers",
  "nginx_wasm_main_shm_kv",
  "vault_env_prefix",
]);

/**
 * Defaults go through the same reader as the file, and properties that inject pass theirs on.
 * @returns what gives the default of a property; undefined for one without
 */
function defaultsOf(
  injectors: readonly Property[],
  prefixes: readonly string[],
  quirks: Quirks,
): (property: Property) => Setting | undefined {
  const givers = new Map(injectors.flatMap((giver) => (giver.directives ?? []).map((name) => [name, giver])));
  const ownDefault = ({ name, default: text }: Property): Setting | undefined => {
    if (text === null || lacksDefault(name)) return undefined;
    const value = convertValue(text, quirks.delimiter);
    const asText = quirks.cutsWhileReading || dynamicNamesIn(name, prefixes, quirks).length > 0;
    return defaultSetting(asText ? withoutComment(toText(value), quirks) : value);
  };
  return (property) => {
    const giver = givers.get(property.name);
    if (giver === undefined) return ownDefault(property);
    const given = ownDefault(giver);
    return given && { ...given, provenance: { kind: "derived", by: giver.name } };
  };
}

/** A comment in place of a default (`admin_gui_origin` in 3.4) is cut like one in the file. */
function withoutComment(text: string, quirks: Quirks): string {
  return quirks.cutsWhileReading ? cutComment(text, quirks.comment).text : text;
}

/** A property without a default has an empty text for one, which a list, a switch or a number makes something of. */
function typedDefaults(
  names: ReadonlySet<string>,
  { properties }: Catalog,
  defaultOf: (property: Property) => Setting | undefined,
  quirks: Quirks,
): ReadonlyMap<string, PropertyReading> {
  return new ComputedMap(names, (name) => {
    // All names are those of properties.
    const definition = properties.get(name) as Property;
    const { value, provenance } = defaultOf(definition) ?? defaultSetting("");
    const typed = typeValue(value, loaderType(definition), quirks).value;
    return { property: definition.name, definition, value: typed, provenance, opaque: false };
  });
}

function defaultSetting(value: LuaValue): Setting {
  return { value, provenance: { kind: "default" }, opaque: false };
}
