import type { CollectedPrefix, CollectedProperty } from "../facts/collected-facts.ts";
import type { CollectedRelease, Provenance } from "./collected-release.ts";
import { readReference } from "./conf-reference.ts";
import { type KongModules, kongModules } from "./kong-modules.ts";
import { listenProperties } from "./listen-flags.ts";
import { loaderChecks } from "./loader-checks.ts";
import { readDefaults } from "./loader-defaults.ts";
import {
  cipherSuites,
  deprecatedPrefixes,
  dynamicPrefixes,
  sensitiveNames,
  type TypedName,
  typedNames,
} from "./loader-tables.ts";
import { fieldOf, textsOf } from "./lua-value.ts";
import { templateDirectives } from "./nginx-templates.ts";
import type { SourceTree } from "./source-tree.ts";

const REFERENCE = "kong.conf.default";
const DEFAULTS = "kong/templates/kong_defaults.lua";

/**
 * Collects the facts of an open-source release from Kong's source. Nothing of it is run.
 * @param tree the source at the tag of the release
 * @throws Error where the tree is no source of Kong
 */
export function collectOss(tree: SourceTree, version: string): CollectedRelease {
  const modules = kongModules(tree);
  const defaultsModule = modules.require("kong.templates.kong_defaults");
  if (defaultsModule === undefined) throw new Error(`${tree.name} has no ${DEFAULTS}`);
  const defaults = readDefaults(defaultsModule);
  const reference = readReference(tree.read(REFERENCE) ?? "");
  const types = typedNames(modules);
  const sensitive = sensitiveNames(modules);
  const { checks, undecided } = loaderChecks(modules);
  const prefixes = dynamicPrefixes(modules);
  const suites = cipherSuites(modules);

  const properties: Record<string, CollectedProperty & { readonly sources: Provenance }> = {};
  for (const name of [...new Set([...defaults.keys(), ...reference.keys(), ...types.keys()])].sort()) {
    const builtIn = defaults.get(name);
    const written = reference.get(name);
    const typed = types.get(name);
    const check = checks.get(name);
    const isSuite = name === "ssl_cipher_suite" && suites.length > 0;
    const value = builtIn === undefined ? (written?.default ?? null) : builtIn.default;
    const rejected = check?.rejectedValues?.filter((word) => typed?.facts.enum?.includes(word)) ?? [];
    const namespace = namespaceOf(name, prefixes);
    properties[name] = {
      ...typeFacts(typed),
      ...(isSuite && { enum: suites, enumSource: "loader-check" }),
      ...(check?.itemEnum && { itemEnum: check.itemEnum }),
      ...(rejected.length > 0 && { rejectedValues: rejected }),
      ...(check?.bounds && { bounds: check.bounds }),
      default: value,
      defaultSource: builtIn ? "loader" : written ? "reference" : "none",
      ...(builtIn && written && written.default !== value && { documentedDefault: written.default }),
      section: written?.section ?? null,
      documented: written !== undefined,
      hidden: written === undefined,
      ...(sensitive.has(name) && { sensitive: true }),
      ...(namespace !== undefined && { dynamicPrefix: namespace }),
      sources: {
        ...(written && { documented: `${REFERENCE}:${written.line}` }),
        ...(builtIn && { default: `${DEFAULTS}:${builtIn.line}` }),
        ...(typed && { type: typed.source }),
        ...(check && { checks: check.source }),
        ...(sensitive.has(name) && { sensitive: sensitive.get(name) ?? "" }),
      },
    };
  }

  const constants = modules.require("kong.constants");
  const plugins = textsOf(constants?.local("plugins")?.value);
  return {
    facts: {
      version,
      edition: "oss",
      source: tree.name,
      ...nginxOf(modules),
      properties,
      dynamicPrefixes: prefixes,
      deprecatedPrefixes: deprecatedPrefixes(modules),
      listenProperties: listenProperties(modules),
      nginxTemplates: templateDirectives(tree),
      bundledPlugins: [...(plugins ?? [])].sort(),
      bundledVaults: [...(textsOf(constants?.local("vaults")?.value) ?? [])].sort(),
    },
    undecided: [
      ...undecided,
      ...(plugins === undefined ? ["kong/constants.lua: which plugins are bundled"] : []),
      ...(types.size === 0 ? ["the loader has no table of types that this tool knows"] : []),
    ],
  };
}

/** The nginx in the newest OpenResty that the release takes: the first three numbers of its version. */
function nginxOf(modules: KongModules): { nginx?: string } {
  const dependencies = fieldOf(modules.require("kong.meta")?.value, "_DEPENDENCIES");
  const newest = textsOf(fieldOf(dependencies, "nginx"))?.at(-1);
  const nginx = newest === undefined ? undefined : /^\d+\.\d+\.\d+/.exec(newest)?.[0];
  return nginx === undefined ? {} : { nginx };
}

function typeFacts(typed: TypedName | undefined): CollectedProperty {
  if (typed === undefined) return { type: "string", typeSource: "implicit" };
  const { isTyped, enum: set, ...facts } = typed.facts;
  return {
    ...facts,
    typeSource: isTyped ? "loader" : "implicit",
    ...(set && { enum: set, enumSource: "loader" }),
  };
}

/** The longest prefix that begins the name. */
function namespaceOf(name: string, prefixes: readonly CollectedPrefix[]): string | undefined {
  return prefixes
    .map(({ prefix }) => prefix)
    .filter((prefix) => name.startsWith(prefix))
    .sort((a, b) => b.length - a.length)[0];
}
