import type { NginxDirective, NginxTable } from "../../../../schemas/nginx/nginx-table.ts";
import type { Property } from "../../../../schemas/property.ts";
import type { Texts } from "../../../../schemas/texts/load-texts.ts";
import type { Analysis } from "../../../engine/analyze.ts";
import { cipherSuitesOf } from "../../../loader/check/cipher-suites.ts";
import { bundledPlugins } from "../../../rules/support/properties.ts";
import type { WorkspaceDocument } from "../../document-analysis.ts";
import type { ValueText } from "../../support/cursor-context.ts";
import { ItemKind } from "../../support/lsp-numbers.ts";
import { allowedValues } from "../../support/property-text.ts";
import { isSecret } from "../../support/redaction.ts";
import { writtenDefault } from "../../support/written-default.ts";
import { listenSuggestions } from "./listen-suggestions.ts";
import type { Suggestion } from "./suggestion.ts";
import { goesOn, type Separator, type ValuePart, valuePart, valueParts } from "./value-part.ts";
import { vaultSuggestions } from "./vault-suggestions.ts";

/** What the suggestions for a value stand on. */
export interface ValueInputs {
  readonly analysis: Analysis;
  readonly value: ValueText;
  readonly texts: Texts;
  readonly nginx: NginxTable;
  readonly neighbours: readonly WorkspaceDocument[];
  readonly snippets: boolean;
}

/** Listeners of every release; those before Kong 0.13 take one address and no flags. */
const LISTENER = /_listen(?:_ssl|_local)?$/;
/** Lists of ciphers, as OpenSSL writes them. */
const CIPHERS = /ssl_ciphers$/;

/** Values that are right at the cursor in the release at hand. */
export function valueSuggestions(inputs: ValueInputs): Suggestion[] {
  const { analysis, value } = inputs;
  const { catalog } = analysis;
  const property = catalog.property(value.property);
  const part = valuePart(value, separatorIn(value.property, property, analysis));
  const references = vaultSuggestions(analysis, value, part, inputs.neighbours, inputs.snippets).filter(
    ({ filter, label }) => goesOn(filter ?? label, part),
  );
  if (part.before.startsWith("{")) return references;
  if (catalog.listenProperties.has(value.property) || (property && LISTENER.test(value.property)))
    return [...listenSuggestions(value, catalog), ...references];
  const words = wordsFor(inputs, property, part);
  const replace = value.place(part.span);
  return [
    ...words.map(
      (word, index): Suggestion => ({
        label: word.text,
        kind: word.isClosed ? ItemKind.enumMember : ItemKind.value,
        insert: word.text,
        replace,
        sort: `2${String(index).padStart(3, "0")}`,
        ...(word.isDefault && { group: "default" }),
        ...(word.isDefault && part.text === "" && part.others.length === 0 && { isPreselected: true }),
        ...(word.isDeprecated && { isDeprecated: true }),
        ...(/(?:=|:\/\/)$/.test(word.text) && { leadsOn: true }),
      }),
    ),
    ...references,
  ];
}

/** What parts the value of a property into words of their own. */
function separatorIn(name: string, property: Property | undefined, { catalog }: Analysis): Separator {
  if (CIPHERS.test(name)) return ":";
  if (property?.type === "array") return ",";
  const isInjected = catalog.dynamicPrefixOf(name)?.injects === true;
  return isInjected || /ssl_protocols$/.test(name) ? " " : undefined;
}

/** A word that may be written. */
interface Word {
  readonly text: string;
  readonly isClosed: boolean;
  readonly isDefault: boolean;
  readonly isDeprecated: boolean;
}

function wordsFor(inputs: ValueInputs, property: Property | undefined, part: ValuePart): Word[] {
  const { value, analysis } = inputs;
  if (part.others.length >= mostWords(inputs)) return [];
  const secret = isSecret(value.property, analysis);
  const closed = closedSet(inputs, property, part);
  const byDefault = secret || property === undefined ? undefined : writtenDefault(property, analysis.catalog);
  const defaults = byDefault === undefined || byDefault === "" ? [] : defaultWords(byDefault, part);
  const open = closed !== undefined || secret ? [] : openWords(inputs);
  const deprecated = new Set(property?.deprecatedValues ?? []);
  const words = closed ?? [...defaults, ...open];
  const isDefault = (text: string) => defaults.includes(text);
  return [...new Set(words)]
    .filter((text) => goesOn(text, part))
    .filter((text) => !part.others.some((other) => other.toLowerCase() === text.toLowerCase()))
    .filter((text) => text !== "off" || part.others.length === 0 || property?.type !== "array")
    .map((text) => ({
      text,
      isClosed: closed !== undefined,
      isDefault: isDefault(text),
      isDeprecated: deprecated.has(text),
    }));
}

/** The default of a list as its items once something is written, before that as a whole. */
function defaultWords(byDefault: string, { separator, others }: ValuePart): string[] {
  return separator === undefined || others.length === 0 ? [byDefault] : valueParts(byDefault, separator);
}

/** Every value that the release takes, where it takes no other. */
function closedSet(
  inputs: ValueInputs,
  property: Property | undefined,
  part: ValuePart,
): readonly string[] | undefined {
  const { analysis, value } = inputs;
  if (value.property === "plugins") return pluginWords(analysis, part);
  if (property !== undefined) {
    const allowed = allowedValues(property);
    if (allowed.length > 0) return allowed;
    if (property.type === "boolean" || property.type === "ngx_boolean") return ["on", "off"];
  }
  if (value.property === "vaults") return vaultWords(inputs);
  return directiveWords(inputs);
}

/** `bundled` and what it does not bring already; without it, every plugin of the release. */
function pluginWords({ catalog }: Analysis, { others }: ValuePart): string[] {
  const bundled = bundledPlugins(catalog);
  const known = [...new Set([...bundled, ...catalog.knownPlugins])].sort();
  const more = others.includes("bundled") ? known.filter((name) => !bundled.has(name)) : known;
  return ["bundled", ...(others.length === 0 ? ["off"] : []), ...more];
}

function vaultWords({ texts, analysis: { catalog } }: ValueInputs): string[] {
  const has = (vault: string) =>
    vault === "bundled" ||
    vault === "off" ||
    vault === "env" ||
    catalog.bundledVaults.includes(vault) ||
    [...catalog.properties.keys()].some((name) => name.startsWith(`vault_${vault.replaceAll("-", "_")}_`));
  return texts.valueWordsOf("vaults").filter(has);
}

/** The words of an injected directive, where nginx takes no others. */
function directiveWords(inputs: ValueInputs): readonly string[] | undefined {
  const directive = injectedDirective(inputs);
  return directive?.flag === true ? ["on", "off"] : directive?.words;
}

/** How many words nginx takes at most for an injected directive; of other values nobody counts them. */
function mostWords(inputs: ValueInputs): number {
  return injectedDirective(inputs)?.maxArguments ?? Number.POSITIVE_INFINITY;
}

function injectedDirective({ analysis: { catalog }, value, nginx }: ValueInputs): NginxDirective | undefined {
  const namespace = catalog.dynamicPrefixOf(value.property);
  if (namespace?.injects !== true) return undefined;
  const name = value.property.slice(namespace.prefix.length);
  return nginx.directive(name, catalog.base, nginx.contextOf(namespace.prefix, catalog.base));
}

/** Words that are good to know, among others that nobody can list. */
function openWords({ value, texts, analysis: { catalog } }: ValueInputs): readonly string[] {
  const { property } = value;
  if (CIPHERS.test(property)) return cipherNames(catalog.base);
  if (property === "trusted_ips") return [...PRIVATE_NETWORKS, ...texts.valueWordsOf(property)];
  const words = texts.valueWordsOf(property).filter((word) => !DISCOURAGED.has(word));
  // `off` is no word of an error log: nginx would write into a file of that name.
  return property.endsWith("_error_log") ? words.filter((word) => word !== "off") : words;
}

/** Words that a text warns of. */
const DISCOURAGED = new Set(["SSLv2", "SSLv3"]);
const PRIVATE_NETWORKS = ["127.0.0.1", "10.0.0.0/8", "172.16.0.0/12", "192.168.0.0/16"];

/** The ciphers that the named suites of a release are made of. */
function cipherNames(base: string): readonly string[] {
  const names = [...cipherSuitesOf(base).values()].flatMap((suite) =>
    suite.flatMap(([property, ciphers]) => (property === "ssl_ciphers" ? (ciphers?.split(":") ?? []) : [])),
  );
  return names.filter((name) => /^[A-Z0-9-]+$/.test(name));
}
