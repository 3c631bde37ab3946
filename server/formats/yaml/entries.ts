import {
  dereference,
  keyText,
  type YamlMapping,
  type YamlNode,
  type YamlPair,
  type YamlText,
} from "./tree.ts";

/** An entry of a mapping after merge keys. */
export interface YamlEntry {
  readonly key: string;
  readonly pair: YamlPair;
  /** Whether it came by `<<`: its characters then stand at the anchor. */
  readonly merged: boolean;
}

/** What keeps a reader from taking the entries. */
export interface EntryFault {
  readonly kind: "duplicate" | "bad-merge" | "too-many";
  readonly pair: YamlPair;
  readonly key: string;
}

/** All entries of a mapping, and what is wrong with them. */
export interface YamlEntries {
  /** In the order of the text, merged ones where their `<<` stands; the last of equal keys. */
  readonly entries: readonly YamlEntry[];
  readonly faults: readonly EntryFault[];
}

/** So many entries may come by merge keys into one mapping. */
const MOST_ENTRIES = 10_000;

/**
 * The entries of a mapping. Own keys win over merged ones, and of several merged mappings the first one that has a key: `<<: [*a, *b]`.
 * A merge key is plain; `"<<"` is a key like others.
 */
export function entriesOf(mapping: YamlMapping): YamlEntries {
  const faults: EntryFault[] = [];
  const entries = new Map<string, YamlEntry>();
  const budget = { left: MOST_ENTRIES };
  collect(mapping, false, entries, faults, budget, new Set());
  return { entries: [...entries.values()], faults };
}

function collect(
  mapping: YamlMapping,
  merged: boolean,
  into: Map<string, YamlEntry>,
  faults: EntryFault[],
  budget: { left: number },
  within: Set<YamlNode>,
): void {
  if (within.has(mapping)) return;
  within.add(mapping);
  const own = new Set<string>();
  const merges: YamlPair[] = [];
  for (const pair of mapping.pairs) {
    const key = keyText(pair.key);
    if (key === undefined) continue;
    if (--budget.left < 0) {
      if (budget.left === -1) faults.push({ kind: "too-many", pair, key });
      break;
    }
    if (own.has(key) && !merged) faults.push({ kind: "duplicate", pair, key });
    if (isMergeKey(pair.key)) {
      own.add(key);
      merges.push(pair);
      continue;
    }
    // Own keys replace what was merged before and earlier duplicates; merged ones replace nothing.
    if (!merged || !into.has(key)) {
      into.delete(key);
      into.set(key, { key, pair, merged });
    } else if (own.has(key)) {
      into.set(key, { key, pair, merged });
    }
    own.add(key);
  }
  for (const pair of merges) mergeFrom(pair, into, faults, budget, within);
  within.delete(mapping);
}

/** Longer chains of mappings that merge each other are no text of a person, and would exhaust the stack. */
const MOST_DEPTH = 64;

function mergeFrom(
  pair: YamlPair,
  into: Map<string, YamlEntry>,
  faults: EntryFault[],
  budget: { left: number },
  within: Set<YamlNode>,
): void {
  const value = dereference(pair.value);
  // An alias without a target is a fault of the text already.
  if (value.kind === "alias") return;
  const sources = value.kind === "sequence" ? value.items.map((item) => dereference(item.value)) : [value];
  for (const source of sources) {
    if (source.kind === "mapping" && within.size >= MOST_DEPTH)
      faults.push({ kind: "too-many", pair, key: "<<" });
    else if (source.kind === "mapping") collect(source, true, into, faults, budget, within);
    else if (source.kind !== "alias") faults.push({ kind: "bad-merge", pair, key: "<<" });
  }
}

/** Whether a key merges another mapping in. */
function isMergeKey(key: YamlNode): boolean {
  return (
    key.kind === "scalar" &&
    key.style === "plain" &&
    key.text === "<<" &&
    (key.tag === undefined || key.tag === "!")
  );
}

/** Keys that stand twice in one mapping, anywhere in a text: each later one. */
export function duplicateKeys(text: YamlText): YamlPair[] {
  const found: YamlPair[] = [];
  const visit = (node: YamlNode): void => {
    if (node.kind === "sequence") for (const { value } of node.items) visit(value);
    if (node.kind !== "mapping") return;
    const keys = new Set<string>();
    for (const pair of node.pairs) {
      const key = pair.key.kind === "scalar" ? pair.key.text : undefined;
      if (key !== undefined && keys.has(key)) found.push(pair);
      if (key !== undefined) keys.add(key);
      visit(pair.value);
    }
  };
  for (const { root } of text.documents) if (root !== undefined) visit(root);
  return found;
}

/** A key that stands again in its mapping. */
export interface RepeatedKey {
  readonly key: string;
  readonly earlier: YamlPair;
  /** The last one, which counts for readers that do not refuse the text. */
  readonly last: YamlPair;
}

/** Keys that stand twice in one mapping, anywhere below a node: each but the last one. */
export function repeatedKeys(root: YamlNode): readonly RepeatedKey[] {
  const found: RepeatedKey[] = [];
  const visit = (node: YamlNode): void => {
    if (node.kind === "sequence") for (const { value } of node.items) visit(value);
    if (node.kind !== "mapping") return;
    const last = new Map<string, YamlPair>();
    for (const pair of node.pairs) {
      const key = keyText(pair.key);
      if (key !== undefined && !isMergeKey(pair.key)) last.set(key, pair);
      visit(pair.value);
    }
    for (const pair of node.pairs) {
      const key = keyText(pair.key) ?? "";
      const counting = last.get(key);
      if (counting !== undefined && counting !== pair) found.push({ key, earlier: pair, last: counting });
    }
  };
  visit(root);
  return found;
}

/** The value of a key, alias followed; undefined where the node is no mapping or has no such key. */
export function childOf(node: YamlNode | undefined, key: string): YamlNode | undefined {
  const entry = entryNamed(node, key);
  return entry === undefined ? undefined : dereference(entry.pair.value);
}

/** The entry of a key, merge keys followed. */
function entryNamed(node: YamlNode | undefined, key: string): YamlEntry | undefined {
  const mapping = node === undefined ? undefined : dereference(node);
  if (mapping?.kind !== "mapping") return undefined;
  return entriesOf(mapping).entries.find((entry) => entry.key === key);
}
