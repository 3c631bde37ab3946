import type { SourceDocument } from "../../model/source-document.ts";
import type { Opaque } from "../../model/value.ts";
import { isTemplate } from "../shared/template.ts";
import { entriesOf } from "../yaml/entries.ts";
import { printGoFloat } from "../yaml/print-float.ts";
import { resolveScalar } from "../yaml/resolve-plain.ts";
import { dereference, type YamlNode, type YamlPair, type YamlScalar } from "../yaml/tree.ts";

/** The characters that write a value. */
export type ValuePlace =
  | {
      readonly kind: "yaml";
      readonly document: SourceDocument;
      readonly pair: YamlPair | undefined;
      readonly node: YamlNode;
      /** Whether it came by an anchor or a merge key, so that others may draw on the same characters. */
      readonly shared: boolean;
    }
  /** A word of `--set` or the like. */
  | {
      readonly kind: "words";
      readonly document: SourceDocument;
      readonly name: { readonly start: number; readonly end: number };
      readonly value: { readonly start: number; readonly end: number };
    };

/** A value of a chart, as Helm has it after YAML became JSON. */
export type HelmValue = HelmScalar | HelmList | HelmMap | HelmUnknown;

interface Placed {
  /** undefined: the chart's own value, or one that a tool was given beside the files. */
  readonly place: ValuePlace | undefined;
}

export interface HelmScalar extends Placed {
  readonly kind: "text" | "boolean" | "number" | "null";
  /** As a template prints it: `4.194304e+06` for a number of a file. */
  readonly text: string;
}

export interface HelmList extends Placed {
  readonly kind: "list";
  readonly items: readonly HelmValue[];
}

export interface HelmMap extends Placed {
  readonly kind: "map";
  readonly entries: ReadonlyMap<string, HelmValue>;
}

/** Something that only exists at run time, or that no reader takes. */
export interface HelmUnknown extends Placed {
  readonly kind: "unknown";
  readonly why: Opaque | "refused";
}

/** A map without entries and without characters. */
export const EMPTY_VALUES: HelmMap = { kind: "map", entries: new Map([]), place: undefined };

/** The values that a node of YAML writes. Each node is read once, however many aliases lead to it. */
export function valuesOfYaml(
  document: SourceDocument,
  root: YamlNode,
  isFilledIn: (text: string) => boolean = () => false,
): HelmValue {
  return new YamlValues(document, isFilledIn).read(root, undefined, false);
}

class YamlValues {
  readonly #document: SourceDocument;
  readonly #isFilledIn: (text: string) => boolean;
  readonly #entries = new Map<YamlNode, ReadonlyMap<string, HelmValue>>();
  readonly #open = new Set<YamlNode>();

  constructor(document: SourceDocument, isFilledIn: (text: string) => boolean) {
    this.#document = document;
    this.#isFilledIn = isFilledIn;
  }

  read(written: YamlNode, pair: YamlPair | undefined, shared: boolean): HelmValue {
    const node = dereference(written);
    const isShared = shared || node !== written;
    const place: ValuePlace = { kind: "yaml", document: this.#document, pair, node, shared: isShared };
    if (this.#document.text.startsWith("{{", node.span.start))
      return { kind: "unknown", why: "template", place };
    switch (node.kind) {
      case "scalar":
        return this.#isFilledIn(node.text)
          ? { kind: "unknown", why: "template", place }
          : readScalar(node, place);
      case "sequence": {
        if (this.#open.has(node)) return { kind: "null", text: "", place };
        this.#open.add(node);
        const items = node.items.map(({ value }) => this.read(value, undefined, isShared));
        this.#open.delete(node);
        return { kind: "list", items, place };
      }
      case "mapping":
        return { kind: "map", entries: this.#map(node, isShared), place };
      case "alias":
        return { kind: "unknown", why: "refused", place };
    }
  }

  #map(node: YamlNode & { kind: "mapping" }, shared: boolean): ReadonlyMap<string, HelmValue> {
    const known = this.#entries.get(node);
    if (known !== undefined) return known;
    if (this.#open.has(node)) return EMPTY_VALUES.entries;
    this.#open.add(node);
    const entries = new Map<string, HelmValue>();
    for (const { key, pair, merged } of entriesOf(node).entries)
      entries.set(key, this.read(pair.value, pair, shared || merged));
    this.#open.delete(node);
    this.#entries.set(node, entries);
    return entries;
  }
}

function readScalar(node: YamlScalar, place: ValuePlace): HelmValue {
  const resolved = resolveScalar(node, "kubernetes");
  switch (resolved.type) {
    case "null":
      return { kind: "null", text: "", place };
    case "boolean":
      return { kind: "boolean", text: resolved.text, place };
    case "integer":
      // JSON has one kind of number, and Helm reads it as a float.
      return { kind: "number", text: printGoFloat(Number(resolved.text)), place };
    case "float":
      return { kind: "number", text: resolved.text, place };
    case "refused":
      return { kind: "unknown", why: "refused", place };
    case "merge":
      return { kind: "text", text: "<<", place };
    default:
      return isTemplate(resolved.text) && node.style === "plain"
        ? { kind: "unknown", why: "template", place }
        : { kind: "text", text: resolved.text, place };
  }
}

/** A text that no file writes. */
export function textValue(text: string): HelmScalar {
  return { kind: "text", text, place: undefined };
}

/** A value of data, such as the chart's own. */
export function valueOfData(data: unknown): HelmValue {
  const place = undefined;
  if (data === null || data === undefined) return { kind: "null", text: "", place };
  if (typeof data === "boolean") return { kind: "boolean", text: String(data), place };
  if (typeof data === "number") return { kind: "number", text: printGoFloat(data), place };
  if (Array.isArray(data)) return { kind: "list", items: data.map(valueOfData), place };
  if (typeof data === "object") {
    const entries = Object.entries(data).map(([key, value]) => [key, valueOfData(value)] as const);
    return { kind: "map", entries: new Map(entries), place };
  }
  return textValue(String(data));
}

/** Whether a template takes the value for true: it is neither empty nor zero nor false. */
export function isTruthy(value: HelmValue | undefined): boolean {
  switch (value?.kind) {
    case undefined:
    case "null":
      return false;
    case "boolean":
      return value.text === "true";
    case "number":
      return Number(value.text) !== 0;
    case "text":
      return value.text !== "";
    case "list":
      return value.items.length > 0;
    case "map":
      return value.entries.size > 0;
    case "unknown":
      return true;
  }
}

/** A value as Go prints it with `%v`. */
export function printed(value: HelmValue): string {
  switch (value.kind) {
    case "list":
      return `[${value.items.map(printedInside).join(" ")}]`;
    case "map": {
      const sorted = [...value.entries].sort(([a], [b]) => (a < b ? -1 : a > b ? 1 : 0));
      return `map[${sorted.map(([key, each]) => `${key}:${printedInside(each)}`).join(" ")}]`;
    }
    case "unknown":
      return "";
    default:
      return value.text;
  }
}

function printedInside(value: HelmValue): string {
  return value.kind === "null" ? "<nil>" : printed(value);
}

/** Whether a part of the value only exists at run time. */
export function isUnknown(value: HelmValue): boolean {
  if (value.kind === "list") return value.items.some(isUnknown);
  if (value.kind === "map") return [...value.entries.values()].some(isUnknown);
  return value.kind === "unknown";
}
