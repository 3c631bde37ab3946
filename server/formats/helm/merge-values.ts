import type { DefaultValue, ValuePath } from "../../../schemas/charts/chart-facts.ts";
import { EMPTY_VALUES, type HelmMap, type HelmValue, valueOfData } from "./values.ts";

/** Values of which the second are the stronger: maps are merged, all else is replaced. Null replaces as well. */
export function overlayValues(weak: HelmMap, strong: HelmMap): HelmMap {
  const entries = new Map(weak.entries);
  for (const [key, value] of strong.entries) {
    const before = entries.get(key);
    const isMerged = before?.kind === "map" && value.kind === "map";
    entries.set(key, isMerged ? overlayValues(before, value) : value);
  }
  return { kind: "map", entries, place: strong.place ?? weak.place };
}

/** Values with the chart's own where they have none. Null takes a value of the chart away. */
export function withDefaults(values: HelmMap, defaults: HelmMap): HelmMap {
  const entries = new Map(values.entries);
  for (const [key, own] of defaults.entries) {
    const value = entries.get(key);
    if (value === undefined) entries.set(key, own);
    else if (value.kind === "null") entries.delete(key);
    else if (value.kind === "map" && own.kind === "map") entries.set(key, withDefaults(value, own));
  }
  return { kind: "map", entries, place: values.place };
}

/** A tree of values from its leaves. */
export function valuesOfLeaves(leaves: ReadonlyMap<ValuePath, DefaultValue>, below = ""): HelmMap {
  const tree: Tree = new Map();
  for (const [path, value] of leaves) {
    if (below !== "" && !path.startsWith(`${below}.`)) continue;
    const keys = path.slice(below === "" ? 0 : below.length + 1).split(".");
    setLeaf(tree, keys, valueOfData(value));
  }
  return mapOf(tree);
}

type Tree = Map<string, Tree | HelmValue>;

function setLeaf(tree: Tree, [key = "", ...rest]: readonly string[], value: HelmValue): void {
  if (rest.length === 0) {
    tree.set(key, value);
    return;
  }
  const next = tree.get(key);
  if (next instanceof Map) {
    setLeaf(next, rest, value);
    return;
  }
  const made: Tree = new Map();
  tree.set(key, made);
  setLeaf(made, rest, value);
}

function mapOf(tree: Tree): HelmMap {
  if (tree.size === 0) return EMPTY_VALUES;
  const entries = [...tree].map(
    ([key, value]) => [key, value instanceof Map ? mapOf(value) : value] as const,
  );
  return { kind: "map", entries: new Map(entries), place: undefined };
}

/** Values with one more at a path of keys and indexes. */
export function withValueAt(
  values: HelmMap,
  [key, ...rest]: readonly (string | number)[],
  value: HelmValue,
): HelmMap {
  const name = String(key ?? "");
  const entries = new Map(values.entries);
  entries.set(name, rest.length === 0 ? value : setInside(entries.get(name), rest, value));
  return { kind: "map", entries, place: values.place };
}

/** Helm makes lists of no more items. */
const MOST_ITEMS = 65_536;

function setInside(
  before: HelmValue | undefined,
  [key = "", ...rest]: readonly (string | number)[],
  value: HelmValue,
): HelmValue {
  if (typeof key === "string")
    return withValueAt(before?.kind === "map" ? before : EMPTY_VALUES, [key, ...rest], value);
  const items = before?.kind === "list" ? [...before.items] : [];
  if (key >= MOST_ITEMS) return { kind: "unknown", why: "refused", place: value.place };
  while (items.length < key) items.push({ kind: "null", text: "", place: undefined });
  items[key] = rest.length === 0 ? value : setInside(items[key], rest, value);
  return { kind: "list", items, place: value.place };
}
