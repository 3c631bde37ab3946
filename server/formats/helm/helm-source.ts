import type { SourceFormat } from "../../model/format.ts";
import type { Source } from "../../model/source.ts";
import type { SourceDocument } from "../../model/source-document.ts";
import { plainSource } from "../shared/plain-source.ts";
import { entriesOf } from "../yaml/entries.ts";
import { parseYaml } from "../yaml/parse-yaml.ts";
import { dereference, type YamlNode, type YamlPair, type YamlText } from "../yaml/tree.ts";
import { yamlFact } from "../yaml/update-yaml.ts";
import { HELM } from "./detect.ts";

export interface HelmSource extends Source {
  readonly kind: "helm";
  readonly yaml: YamlText;
  /** Texts of YAML within scalars of the text, with offsets of the text. */
  readonly inner: ReadonlyMap<YamlNode, YamlText>;
}

/** The YAML of values, and the YAML inside of it. */
export function parseHelm(format: SourceFormat<HelmSource>, document: SourceDocument): HelmSource {
  const yaml = document.fact(yamlFact);
  const inner = new Map<YamlNode, YamlText>();
  for (const { root } of yaml.documents) {
    const kind = textAt(root, "kind");
    if (kind === "Application" || kind === "ApplicationSet" || kind === "HelmChart")
      collectInner(document.text, root, inner, 0);
  }
  return { ...plainSource(format, document), kind: "helm", yaml, inner };
}

/** Whether a source has values of Helm. */
export function isHelm(source: Source): source is HelmSource {
  return source.format.id === HELM;
}

/** Scalars that hold values: `values: |` of Argo CD, `valuesContent: |` of the controller of k3s. */
const VALUE_KEYS: ReadonlySet<string> = new Set(["values", "valuesContent"]);
const MOST_DEPTH = 30;

function collectInner(
  text: string,
  node: YamlNode | undefined,
  into: Map<YamlNode, YamlText>,
  depth: number,
): void {
  if (node === undefined || depth > MOST_DEPTH) return;
  if (node.kind === "sequence")
    for (const { value } of node.items) collectInner(text, value, into, depth + 1);
  if (node.kind !== "mapping") return;
  for (const { key, value } of node.pairs) {
    const isBlock = value.kind === "scalar" && (value.style === "literal" || value.style === "folded");
    if (isBlock && key.kind === "scalar" && VALUE_KEYS.has(key.text))
      into.set(value, innerYaml(text, value.span));
    else collectInner(text, value, into, depth + 1);
  }
}

/**
 * The YAML that a block of lines holds, with the offsets of the whole text: all before it is blank, and nothing is after it. Its lines are
 * indented alike, as any mapping may be.
 */
export function innerYaml(text: string, block: { readonly start: number; readonly end: number }): YamlText {
  const header = text.indexOf("\n", block.start);
  const start = header < 0 || header >= block.end ? block.end : header + 1;
  const before = text.slice(0, start).replace(/[^\n]/g, " ");
  return parseYaml(before + text.slice(start, block.end));
}

/** The scalar below a key of a mapping. */
export function textAt(node: YamlNode | undefined, ...path: readonly string[]): string | undefined {
  const found = nodeAt(node, ...path);
  return found?.kind === "scalar" && found.style !== "empty" ? found.text : undefined;
}

/** The node below keys of mappings, aliases followed. */
export function nodeAt(node: YamlNode | undefined, ...path: readonly string[]): YamlNode | undefined {
  let at = node === undefined ? undefined : dereference(node);
  for (const key of path) {
    const pair = pairAt(at, key);
    at = pair === undefined ? undefined : dereference(pair.value);
  }
  return at;
}

/** The pair of a key of a mapping. */
export function pairAt(node: YamlNode | undefined, key: string): YamlPair | undefined {
  if (node?.kind !== "mapping") return undefined;
  return entriesOf(node).entries.find((entry) => entry.key === key)?.pair;
}
