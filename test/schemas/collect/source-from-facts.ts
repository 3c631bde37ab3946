import type { Catalog } from "../../../schemas/catalog.ts";
import type { ListenProperty, Property } from "../../../schemas/property.ts";

/**
 * Writes the source of Kong that has the facts of a release, in the form of the releases since 3.6: what collects facts
 * from it has to find them again. It is made of the facts alone.
 */
export function sourceFromFacts(catalog: Catalog): Record<string, string> {
  const properties = [...catalog.properties.values()];
  const [major = "0", minor = "0", patch = "0"] = catalog.release.version.split(".");
  return {
    "kong/meta.lua": `local version = { major = ${major}, minor = ${minor}, patch = ${patch} }
return { _VERSION_TABLE = version, _DEPENDENCIES = { nginx = { "${catalog.nginx}.1" } } }
`,
    "kong/constants.lua": `local plugins = ${list(catalog.bundledPlugins ?? [])}
local vaults = ${list(catalog.bundledVaults)}
return {}
`,
    "kong/templates/kong_defaults.lua": `return [[
${properties.filter(isBuiltIn).map(defaultLine).join("\n")}
]]
`,
    "kong/conf_loader/init.lua": `local listeners = require "kong.conf_loader.listeners"
${[...catalog.listenProperties.values()].map(listenerCall).join("\n")}
return {}
`,
    "kong/conf_loader/listeners.lua": `local subsystem_flags = {
${subsystems(catalog)}
}
return {}
`,
    "kong/conf_loader/constants.lua": `${suites(catalog)}
local DYNAMIC_KEY_NAMESPACES = {
${catalog.dynamicPrefixes.map(({ prefix, ignore, injects }) => `  { prefix = "${prefix}", ${injects ? `injected_conf_name = "${prefix}directives", ` : ""}ignore = { ${ignore.map((name) => `["${name}"] = true`).join(", ")} } },`).join("\n")}
}
local DEPRECATED_DYNAMIC_KEY_NAMESPACES = {
${catalog.deprecatedPrefixes
  .map(
    ({ prefix, replacement: now }) =>
      `  { injected_conf_name = "${now}directives", previous_conf_name = "${prefix}directives" },`,
  )
  .join("\n")}
}
local CONF_PARSERS = {
${properties
  .filter((property) => isTyped(property))
  .map(parser)
  .join("\n")}
}
local CONF_SENSITIVE = {
${properties
  .filter(({ sensitive }) => sensitive)
  .map(({ name }) => `  ["${name}"] = true,`)
  .join("\n")}
}
return {}
`,
    "kong/conf_loader/parse.lua": `local floor = math.floor
local function check(conf)
  local errors = {}
${properties.flatMap(checks).join("\n")}
end
return check
`,
    "kong.conf.default": reference(properties),
  };
}

const SEPARATOR = "#------------------------------------------------------------------------------";

/** Only what the loader has a default for is in the file of defaults. */
function isBuiltIn({ dropped, documented, default: value, dynamicPrefix, section }: Property): boolean {
  if (dropped) return false;
  // Names of a namespace that only the reference has are not told from built-in ones: the value is the same.
  return !(dynamicPrefix !== undefined && documented && section !== null && value === null);
}

function defaultLine({ name, default: value }: Property): string {
  return `${name} = ${value ?? "NONE"}`;
}

function isTyped({ name, type, dropped, documented, enum: set }: Property): boolean {
  if (name === "ssl_cipher_suite") return false;
  return type !== "untyped" || set !== undefined || (dropped === true && !documented);
}

function parser(property: Property): string {
  const { name, type, enum: set, aliasOf, deprecated, deprecatedValues, directives } = property;
  const parts = [
    ...(set === undefined ? [`typ = "${type}"`] : [`enum = ${list(set)}`]),
    ...(aliasOf === undefined ? [] : [`alias = { replacement = "${aliasOf}" }`]),
    ...(deprecated === undefined
      ? []
      : [`deprecated = { replacement = ${replacement(deprecated.replacements)} }`]),
    ...(deprecatedValues === undefined ? [] : [`deprecated = { value = "${deprecatedValues[0]}" }`]),
    ...(directives === undefined ? [] : [`directives = ${list(directives)}`]),
  ];
  return `  ["${name}"] = { ${parts.join(", ")} },`;
}

function replacement(names: readonly string[]): string {
  return names.length === 0 ? "false" : `"${names.join(" / ")}"`;
}

function checks({ name, bounds, itemEnum, rejectedValues }: Property): string[] {
  const refuse = `errors[#errors + 1] = "${name}"`;
  const conditions = [
    ...(bounds?.min === undefined ? [] : [`conf.${name} < ${bounds.min}`]),
    ...(bounds?.exclusiveMin === undefined ? [] : [`conf.${name} <= ${bounds.exclusiveMin}`]),
    ...(bounds?.max === undefined ? [] : [`conf.${name} > ${bounds.max}`]),
    ...(bounds?.integer ? [`conf.${name} ~= floor(conf.${name})`] : []),
    ...(rejectedValues ?? []).map((value) => `conf.${name} == "${value}"`),
  ];
  return [
    ...(conditions.length === 0 ? [] : [`  if ${conditions.join(" or ")} then ${refuse} end`]),
    ...(itemEnum === undefined
      ? []
      : [
          `  local allowed_${name} = { ${itemEnum.map((item) => `["${item}"] = true`).join(", ")} }`,
          `  for _, item in ipairs(conf.${name}) do if not allowed_${name}[item] then ${refuse} end end`,
        ]),
  ];
}

function listenerCall({ name, flags, subsystem }: ListenProperty): string {
  const isPlain = flags.length === 1;
  const how = isPlain ? `flags = ${list(flagTexts(flags))}` : `subsystem = "${subsystem}"`;
  return `listeners.parse(conf, { { name = "${name}", ${how} } })`;
}

function subsystems({ listenProperties }: Catalog): string {
  const all = [...listenProperties.values()].filter(({ flags }) => flags.length > 1);
  return ["http", "stream"]
    .flatMap((subsystem) => {
      const flags = all.find((each) => each.subsystem === subsystem)?.flags;
      return flags === undefined ? [] : [`  ${subsystem} = ${list(flagTexts(flags))},`];
    })
    .join("\n");
}

function flagTexts(flags: ListenProperty["flags"]): string[] {
  return flags.flatMap(({ name, arguments: values }) =>
    values === undefined
      ? [name]
      : values.map((value) =>
          value === "<int>"
            ? `${name}=%d+`
            : value.startsWith("<")
              ? `${name}=%w*:%w*:%d*`
              : `${name}=${value}`,
        ),
  );
}

function suites(catalog: Catalog): string {
  const names = catalog.property("ssl_cipher_suite")?.enum?.filter((name) => name !== "custom") ?? [];
  return `local CIPHER_SUITES = { ${names.map((name) => `${name} = {}`).join(", ")} }`;
}

function reference(properties: readonly Property[]): string {
  const sections = new Map<string, string[]>();
  for (const property of properties) {
    if (!property.documented || property.section === null) continue;
    const { name, default: value, documentedDefault } = property;
    const written = documentedDefault === undefined ? value : documentedDefault;
    sections.set(property.section, [
      ...(sections.get(property.section) ?? []),
      `#${name} = ${written ?? ""}`,
    ]);
  }
  return [...sections]
    .map(([title, lines]) => `${SEPARATOR}\n# ${title}\n${SEPARATOR}\n\n${lines.join("\n")}\n`)
    .join("\n");
}

function list(items: readonly string[]): string {
  return `{ ${items.map((item) => `"${item}"`).join(", ")} }`;
}
