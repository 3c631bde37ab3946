import { versionOfRange } from "../../../schemas/charts/kong-chart.ts";
import { type Location, locate } from "../../model/location.ts";
import { isTemplate } from "../shared/template.ts";
import { dereference, type YamlNode } from "../yaml/tree.ts";
import { isKongChart } from "./chart-file.ts";
import type { GivenValues } from "./find-charts.ts";
import { type HelmSource, nodeAt, textAt } from "./helm-source.ts";
import { overlayValues } from "./merge-values.ts";
import { applySet } from "./set-values.ts";
import { EMPTY_VALUES, type HelmMap, textValue, valuesOfYaml } from "./values.ts";

/** The values of a release of Helm that a manifest describes; undefined for a text that is none. */
export function embeddedValues(source: HelmSource, root: YamlNode): readonly GivenValues[] | undefined {
  const kind = textAt(root, "kind");
  const version = textAt(root, "apiVersion") ?? "";
  if (kind === undefined || version === "") return undefined;
  if (kind === "HelmRelease") return [fluxValues(source, root)];
  if (kind === "HelmChart") return [k3sValues(source, root)];
  if (kind === "Application") return argoValues(source, root, nodeAt(root, "spec"), "spec");
  if (kind === "ApplicationSet")
    return argoValues(source, root, nodeAt(root, "spec", "template", "spec"), "spec.template.spec");
  return [];
}

function fluxValues(source: HelmSource, root: YamlNode): GivenValues {
  const values = nodeAt(root, "spec", "values");
  const from = nodeAt(root, "spec", "valuesFrom");
  const chart = nodeAt(root, "spec", "chart", "spec");
  const name = textAt(chart, "chart") ?? "";
  return carried(source, root, {
    values: mapOf(source, values),
    path: "spec.values",
    node: values,
    // A path in a repository of Git may be that of any chart.
    chart: name.includes("/")
      ? undefined
      : toldChart(name, textAt(chart, "version"), textAt(chart, "sourceRef", "name")),
    open: from === undefined ? [] : [openAt(source, from, "values of `valuesFrom`")],
  });
}

function k3sValues(source: HelmSource, root: YamlNode): GivenValues {
  const content = nodeAt(root, "spec", "valuesContent");
  const name = textAt(root, "spec", "chart") ?? "";
  return carried(source, root, {
    values: innerMap(source, content),
    path: "spec.valuesContent",
    node: content,
    chart: toldChart(name, textAt(root, "spec", "version"), textAt(root, "spec", "repo")),
    open: [],
  });
}

function argoValues(
  source: HelmSource,
  root: YamlNode,
  spec: YamlNode | undefined,
  path: string,
): readonly GivenValues[] {
  const several = nodeAt(spec, "sources");
  const single = nodeAt(spec, "source");
  const list = several?.kind === "sequence" ? several.items.map(({ value }) => dereference(value)) : [];
  const parts = [
    ...(single === undefined ? [] : [{ part: single, at: `${path}.source` }]),
    ...list.map((part, index) => ({ part, at: `${path}.sources.${index}` })),
  ];
  return parts.flatMap(({ part, at }) => argoSource(source, root, part, at) ?? []);
}

function argoSource(
  source: HelmSource,
  root: YamlNode,
  part: YamlNode,
  path: string,
): GivenValues | undefined {
  const helm = nodeAt(part, "helm");
  const chart = toldChart(textAt(part, "chart"), textAt(part, "targetRevision"));
  if (helm === undefined && chart === undefined) return undefined;
  if (/bitnami/i.test(textAt(part, "repoURL") ?? "")) return undefined;
  const [text, object, files] = ["values", "valuesObject", "valueFiles"].map((key) => nodeAt(helm, key));
  const written = overlayValues(innerMap(source, text), mapOf(source, object));
  const isObject = object !== undefined;
  return carried(source, root, {
    values: withParameters(source, written, nodeAt(helm, "parameters")),
    path: `${path}.helm.${isObject ? "valuesObject" : "values"}`,
    node: object ?? text ?? helm ?? part,
    chart,
    open: files === undefined ? [] : [openAt(source, files, "files of `valueFiles`")],
  });
}

/** `parameters` are what `--set` is on the command line. */
function withParameters(source: HelmSource, values: HelmMap, parameters: YamlNode | undefined): HelmMap {
  if (parameters?.kind !== "sequence") return values;
  let result = values;
  for (const item of parameters.items) {
    const node = dereference(item.value);
    const [name, value] = [nodeAt(node, "name"), nodeAt(node, "value")];
    if (name?.kind !== "scalar" || value?.kind !== "scalar") continue;
    const isText = textAt(node, "forceString") === "true";
    const escaped = value.text.replace(/,/g, "\\,");
    result = applySet(result, `${name.text}=${escaped}`, isText ? "text" : "typed", () => ({
      kind: "words",
      document: source.document,
      name: name.span,
      value: value.span,
    })).values;
  }
  return result;
}

/** The chart that a carrier names, by the last part of its name: `kong`, `oci://example.com/kong`, `https://example.com/kong-2.38.0.tgz`. */
function toldChart(
  name: string | undefined,
  range: string | undefined,
  repository = "",
): GivenValues["chart"] {
  if (name === undefined || name === "" || isTemplate(name)) return undefined;
  const base = name.slice(name.lastIndexOf("/") + 1).replace(/-\d[\w.+-]*\.t(?:ar\.)?gz$/, "");
  if (!isKongChart(base) || /bitnami/i.test(`${repository} ${name}`)) return "other";
  return {
    name: base,
    version: range === undefined || /[*x]|>/.test(range) ? undefined : versionOfRange(range),
  };
}

function mapOf(source: HelmSource, node: YamlNode | undefined): HelmMap {
  if (node === undefined) return EMPTY_VALUES;
  const values = valuesOfYaml(source.document, node);
  return values.kind === "map" ? values : EMPTY_VALUES;
}

/** The values in a scalar, as YAML of its own. */
function innerMap(source: HelmSource, node: YamlNode | undefined): HelmMap {
  const yaml = node === undefined ? undefined : source.inner.get(node);
  return mapOf(source, yaml?.documents[0]?.root);
}

function openAt(source: HelmSource, node: YamlNode, what: string): { what: string; at: Location } {
  return { what, at: locate(source.document.path, { start: node.span.start, end: node.span.start + 1 }) };
}

interface Carried {
  readonly values: HelmMap;
  readonly path: string;
  readonly node: YamlNode | undefined;
  readonly chart: GivenValues["chart"];
  readonly open: GivenValues["open"];
}

function carried(source: HelmSource, root: YamlNode, { node, ...rest }: Carried): GivenValues {
  const name = nodeAt(root, "metadata", "name");
  const id = source.document.path;
  const release = textValue(textAt(root, "metadata", "name") ?? "").text;
  const namespaced = release === "" ? rest.path : `${release}.${rest.path}`;
  const anchor = name ?? node ?? root;
  return {
    ...rest,
    path: namespaced,
    file: undefined,
    anchor: locate(id, {
      start: anchor.span.start,
      end: Math.max(anchor.span.start, firstLineEnd(source, anchor)),
    }),
    extent: locate(id, (node ?? root).span),
    draws: [],
  };
}

/** The end of a node within its first line. */
function firstLineEnd({ document: { text } }: HelmSource, { span: { start, end } }: YamlNode): number {
  const found = text.indexOf("\n", start);
  return found < 0 ? end : Math.min(end, found);
}
