import { type Location, locate } from "../../model/location.ts";
import type { Source } from "../../model/source.ts";
import { entriesOf } from "../yaml/entries.ts";
import { dereference, keyText, type YamlMapping, type YamlNode, type YamlPair } from "../yaml/tree.ts";
import type { ComposeSource } from "./compose-source.ts";

/** A Compose file within a project. */
export interface ComposeFile {
  readonly source: ComposeSource;
  /** The source whose folder relative paths start from: an override file's are those of the first file. */
  readonly base: Source;
}

/** A node with the file it stands in. */
export interface Owned {
  readonly file: ComposeFile;
  /** Aliases followed. */
  readonly node: YamlNode;
  /** The pair that gives the value; undefined for items of lists. */
  readonly pair: YamlPair | undefined;
}

/** One entry of `environment`. */
export interface EnvironmentEntry {
  readonly file: ComposeFile;
  readonly form: "map" | "list";
  /** The key of a map; the whole item of a list. */
  readonly key: YamlNode;
  /** The value of a map, alias followed. */
  readonly value: YamlNode | undefined;
  /** From the key, or the `-`, to the end of the value. */
  readonly span: Location;
  /** Whether it came by `<<`, an alias or `extends`, so that others may draw on the same characters. */
  readonly shared: boolean;
}

/** Fields that a stronger definition adds to rather than replaces. */
const LISTS = new Set([
  "env_file",
  "ports",
  "expose",
  "networks",
  "links",
  "external_links",
  "extra_hosts",
  "volumes",
  "tmpfs",
  "secrets",
  "configs",
  "cap_add",
  "depends_on",
  "profiles",
]);

/** A service as one or several definitions make it. */
export interface ServiceDefinition {
  readonly name: string;
  readonly file: ComposeFile;
  readonly pair: YamlPair;
  /** Fields with one value; the strongest definition's. */
  readonly fields: ReadonlyMap<string, Owned>;
  /** Fields that add up, weakest definition first. */
  readonly lists: ReadonlyMap<string, readonly Owned[]>;
  readonly environment: readonly EnvironmentEntry[];
  /** Values of `environment` that are neither a map nor a list, and entries that are none. */
  readonly badEnvironment: readonly Owned[];
  /** Fields that a stronger definition takes away from the weaker ones. */
  readonly resets: ReadonlySet<string>;
  /** Variables that a stronger definition takes away from the weaker ones. */
  readonly resetVariables: ReadonlySet<string>;
  /** What could not be read and may set more. */
  readonly open: readonly { readonly what: string; readonly at: Location | undefined }[];
  /** The sources that it draws on. */
  readonly draws: readonly Source[];
}

/** How many more entries of `environment` are read: a few aliases could otherwise make millions. */
export interface Budget {
  left: number;
}

/** Reads the definition of a service as it stands in one file. */
export function readDefinition(
  file: ComposeFile,
  pair: YamlPair,
  isMerged: boolean,
  budget: Budget,
): ServiceDefinition {
  const fields = new Map<string, Owned>();
  const lists = new Map<string, Owned[]>();
  const environment: EnvironmentEntry[] = [];
  const bad: Owned[] = [];
  const resets = new Set<string>();
  const resetVariables = new Set<string>();
  const body = dereference(pair.value);
  const isShared = isMerged || pair.value.kind === "alias";
  for (const entry of body.kind === "mapping" ? entriesOf(body).entries : []) {
    const node = dereference(entry.pair.value);
    const owned: Owned = { file, node, pair: entry.pair };
    const tag = entry.pair.value.tag ?? node.tag;
    if (tag === "!reset" || tag === "!override") resets.add(entry.key);
    if (tag === "!reset") continue;
    if (entry.key === "environment") {
      const shared = isShared || entry.merged || entry.pair.value.kind === "alias";
      if (budget.left > 0) readEnvironment(owned, shared, { environment, bad, resetVariables });
      budget.left -= environment.length;
    } else if (LISTS.has(entry.key)) {
      lists.set(entry.key, [owned]);
    } else {
      fields.set(entry.key, owned);
    }
  }
  return {
    name: keyText(pair.key) ?? "",
    file,
    pair,
    fields,
    lists,
    environment,
    badEnvironment: bad,
    resets,
    resetVariables,
    open: [],
    draws: [file.source],
  };
}

/** What `environment` says, as far as it was read. */
interface EnvironmentParts {
  readonly environment: EnvironmentEntry[];
  readonly bad: Owned[];
  readonly resetVariables: Set<string>;
}

function readEnvironment(
  owned: Owned,
  shared: boolean,
  { environment: into, bad, resetVariables }: EnvironmentParts,
): void {
  const { file, node } = owned;
  const { path: id } = file.source.document;
  if (node.kind === "mapping") {
    for (const { key, pair, merged } of entriesOf(node).entries) {
      if (pair.value.tag === "!reset") {
        resetVariables.add(key);
        continue;
      }
      into.push({
        file,
        form: "map",
        key: pair.key,
        value: dereference(pair.value),
        span: locate(id, pair.span),
        shared: shared || merged || pair.value.kind === "alias",
      });
    }
  } else if (node.kind === "sequence") {
    for (const item of node.items) {
      const key = dereference(item.value);
      if (key.kind !== "scalar") bad.push({ file, node: key, pair: undefined });
      else
        into.push({
          file,
          form: "list",
          key,
          value: undefined,
          span: locate(id, item.span),
          shared: shared || item.value.kind === "alias",
        });
    }
  } else {
    bad.push(owned);
  }
}

/** What is left of the variables of a weaker definition. Compose finds the one to take away by its key, and a list has none. */
function keptVariables(
  { environment }: ServiceDefinition,
  { resetVariables }: ServiceDefinition,
): readonly EnvironmentEntry[] {
  if (resetVariables.size === 0) return environment;
  return environment.filter(({ form, key }) => form === "list" || !resetVariables.has(keyText(key) ?? ""));
}

/**
 * A service of which two files, or a base and the service that extends it, each define a part.
 * @param over the stronger definition
 */
export function mergeDefinitions(base: ServiceDefinition, over: ServiceDefinition): ServiceDefinition {
  const fields = new Map(base.fields);
  for (const key of over.resets) fields.delete(key);
  for (const [key, value] of over.fields) fields.set(key, value);
  const lists = new Map(base.lists);
  for (const key of over.resets) lists.delete(key);
  for (const [key, values] of over.lists) lists.set(key, [...(lists.get(key) ?? []), ...values]);
  const keeps = !over.resets.has("environment");
  return {
    ...over,
    fields,
    lists,
    environment: keeps ? [...keptVariables(base, over), ...over.environment] : over.environment,
    badEnvironment: keeps ? [...base.badEnvironment, ...over.badEnvironment] : over.badEnvironment,
    resets: new Set([...base.resets, ...over.resets]),
    resetVariables: new Set([...base.resetVariables, ...over.resetVariables]),
    open: [...base.open, ...over.open],
    draws: [...new Set([...over.draws, ...base.draws])],
  };
}

/** The definition that others extend: what it says is theirs as well. */
export function asBase(definition: ServiceDefinition): ServiceDefinition {
  return { ...definition, environment: definition.environment.map((entry) => ({ ...entry, shared: true })) };
}

/** The services of a document, as pairs of name and definition. */
export function servicePairs(
  root: YamlNode | undefined,
): readonly { readonly pair: YamlPair; readonly merged: boolean }[] {
  const mapping = mappingOf(root, "services");
  return mapping === undefined
    ? []
    : entriesOf(mapping).entries.map(({ pair, merged }) => ({ pair, merged }));
}

/** The mapping under a key of a mapping. */
export function mappingOf(node: YamlNode | undefined, key: string): YamlMapping | undefined {
  if (node?.kind !== "mapping") return undefined;
  const found = entriesOf(node).entries.find((entry) => entry.key === key);
  const value = found === undefined ? undefined : dereference(found.pair.value);
  return value?.kind === "mapping" ? value : undefined;
}
