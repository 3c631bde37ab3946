import type { CollectedPrefix, CollectedProperty } from "../facts/collected-facts.ts";
import type { KongModules } from "./kong-modules.ts";
import { asTable, asText, fieldOf, type LuaTable, textsOf } from "./lua-value.ts";

/** A table of the loader and where it stands. */
interface FoundTable {
  readonly table: LuaTable;
  readonly path: string;
  readonly line: number;
}

/** What the loader's table of types says of one name. */
export interface TypedName {
  readonly facts: Pick<CollectedProperty, "type" | "enum" | "deprecated" | "aliasOf" | "directives"> & {
    /** False where the table lists the name without a type or a set: it is then read like one that is not listed. */
    readonly isTyped: boolean;
  };
  /** `path:line` */
  readonly source: string;
}

const TYPES = ["boolean", "ngx_boolean", "number", "string", "array"] as const;

/** The loader's table of types, by name. `CONF_INFERENCES` until 3.5, `CONF_PARSERS` since. */
export function typedNames(modules: KongModules): ReadonlyMap<string, TypedName> {
  const found = findTable(modules, ["CONF_PARSERS", "CONF_INFERENCES"]);
  const names = new Map<string, TypedName>();
  for (const [name, { value, line }] of found?.table.fields ?? []) {
    const type = TYPES.find((known) => known === fieldOf(value, "typ"));
    const set = textsOf(fieldOf(value, "enum"));
    const deprecated = asTable(fieldOf(value, "deprecated"));
    const alias = asText(fieldOf(fieldOf(value, "alias"), "replacement"));
    const directives = textsOf(fieldOf(value, "directives"));
    const deprecatedValue = asText(fieldOf(deprecated, "value"));
    names.set(name, {
      facts: {
        type: type ?? "string",
        isTyped: type !== undefined || set !== undefined,
        ...(set && { enum: set }),
        ...(deprecated && {
          deprecated: {
            replacement: asText(fieldOf(deprecated, "replacement")) ?? null,
            ...(deprecatedValue !== undefined && { value: deprecatedValue }),
          },
        }),
        ...(alias !== undefined && { aliasOf: alias }),
        ...(directives && { directives }),
      },
      source: `${found?.path}:${line}`,
    });
  }
  return names;
}

/** The names whose values the loader does not print. */
export function sensitiveNames(modules: KongModules): ReadonlyMap<string, string> {
  const found = findTable(modules, ["CONF_SENSITIVE"]);
  return new Map(
    [...(found?.table.fields ?? [])].map(([name, { line }]) => [name, `${found?.path}:${line}`]),
  );
}

/**
 * The namespaces in which every name is accepted. Until 1.1 a table from the place of injection to the prefix, since 1.2 a
 * list of descriptions.
 */
export function dynamicPrefixes(modules: KongModules): readonly CollectedPrefix[] {
  const old = findTable(modules, ["DYNAMIC_KEY_PREFIXES"]);
  if (old !== undefined)
    return [...old.table.fields].flatMap(([injectsInto, { value }]) =>
      typeof value === "string" ? [{ prefix: value, injectsInto, ignore: [] }] : [],
    );
  const list = findTable(modules, ["DYNAMIC_KEY_NAMESPACES"])?.table.list ?? [];
  return list.flatMap((item): CollectedPrefix[] => {
    const prefix = asText(fieldOf(item, "prefix"));
    if (prefix === undefined) return [];
    return [
      {
        prefix,
        injectsInto: asText(fieldOf(item, "injected_conf_name")) ?? null,
        ignore: [...(asTable(fieldOf(item, "ignore"))?.fields.keys() ?? [])].sort(),
      },
    ];
  });
}

/**
 * The namespaces of old that stand for another (2.0–2.8). The loader names the lists of directives that it makes of them,
 * which are called like the prefix.
 */
export function deprecatedPrefixes(modules: KongModules): { prefix: string; replacement: string }[] {
  const list = findTable(modules, ["DEPRECATED_DYNAMIC_KEY_NAMESPACES"])?.table.list ?? [];
  const prefixOf = (listName: string) => listName.replace(/directives$/, "");
  return list.flatMap((item) => {
    const previous = asText(fieldOf(item, "previous_conf_name"));
    const now = asText(fieldOf(item, "injected_conf_name"));
    if (previous === undefined || now === undefined) return [];
    return [{ prefix: prefixOf(previous), replacement: prefixOf(now) }];
  });
}

/** The names of the ready-made cipher suites, `custom` at the end; from 0.10.3 on, empty before. */
export function cipherSuites(modules: KongModules): readonly string[] {
  const table =
    findTable(modules, ["CIPHER_SUITES", "cipher_suites"])?.table ??
    asTable(modules.require("kong.tools.ciphers")?.local("_ciphers")?.value);
  return table === undefined ? [] : [...[...table.fields.keys()].sort(), "custom"];
}

/** The first table of one of these names in the loader's files. */
export function findTable(modules: KongModules, names: readonly string[]): FoundTable | undefined {
  for (const module of modules.loader)
    for (const name of names) {
      const found = module.local(name);
      const table = asTable(found?.value);
      if (found !== undefined && table !== undefined) return { table, path: module.path, line: found.line };
    }
  return undefined;
}
