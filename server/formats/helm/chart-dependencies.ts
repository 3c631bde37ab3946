import { chartVersions, versionOfRange } from "../../../schemas/charts/kong-chart.ts";
import { compareVersions } from "../../../schemas/release.ts";
import type { LinkContext } from "../../model/format.ts";
import type { Source } from "../../model/source.ts";
import { dereference, type YamlNode } from "../yaml/tree.ts";
import type { ChartFile } from "./chart-file.ts";
import { nodeAt, textAt } from "./helm-source.ts";

/** A chart of Kong inside of another one. */
export interface Dependency {
  readonly chart: "kong" | "ingress" | "bitnami";
  /** The path of its values: `kong`, and `edge.kong` where the chart between them is `edge`. */
  readonly key: string;
  readonly version: string | undefined;
}

/** Where the dependencies of a chart are looked for. */
export interface DependencyContext {
  readonly source: Source;
  /** The folder of the chart, relative to the source. */
  readonly folder: string;
  readonly link: LinkContext;
  /** Reads the chart in another folder. */
  chartAt(folder: string): ChartFile | undefined;
}

/**
 * The charts of Kong on which a chart depends, also through charts beside it.
 * @param lists the lists of dependencies: of Chart.yaml and, in charts for Helm 2, of requirements.yaml, each with its lock
 */
export function kongDependencies(
  lists: readonly (readonly [list: YamlNode | undefined, lock: YamlNode | undefined])[],
  context: DependencyContext,
): readonly Dependency[] {
  const listed = lists.flatMap(([list, lock]) => {
    const locked = itemsOf(nodeAt(lock, "dependencies"));
    return itemsOf(nodeAt(list, "dependencies")).map((item, index) => ({ item, locked: locked[index] }));
  });
  const found = listed.flatMap(({ item, locked }) => dependencyOf(item, locked, context));
  const hasKong = listed.some(({ item }) => textAt(item, "name") === "kong");
  return hasKong ? found : [...found, ...unpacked(context)];
}

function dependencyOf(
  item: YamlNode,
  locked: YamlNode | undefined,
  context: DependencyContext,
): readonly Dependency[] {
  const name = textAt(item, "name");
  if (name === undefined) return [];
  const key = textAt(item, "alias") ?? name;
  const repository = textAt(item, "repository") ?? "";
  const local = /^file:\/\/(.+)$/.exec(repository)?.[1];
  if (local !== undefined) return chartIn(`${context.folder}${local.replace(/\/+$/, "")}/`, key, context);
  if (repository === "") {
    const inside = context.chartAt(`${context.folder}charts/${name}/`);
    if (inside !== undefined) return asDependency(inside, key);
  }
  if (name !== "kong" && name !== "ingress") return [];
  // Other charts of the name `ingress` exist.
  if (name === "ingress" && !/kong/i.test(repository)) return [];
  const range = textAt(locked, "version") ?? textAt(item, "version");
  const version = range === undefined ? undefined : versionOfRange(range);
  if (/bitnami/i.test(repository)) return [{ chart: "bitnami", key, version }];
  const isMirror = !/konghq|stable/i.test(repository);
  if (name === "kong" && isMirror && version === range && !isKongVersion(version)) return [];
  return [{ chart: name, key, version }];
}

/** Whether Kong's chart had such a version: it left the collection of Helm with 0.36.5. */
export function isKongVersion(version: string | undefined): boolean {
  return version === undefined || compareVersions(version, chartVersions()[0] ?? "0") >= 0;
}

function chartIn(folder: string, key: string, { chartAt }: DependencyContext): readonly Dependency[] {
  const file = chartAt(folder);
  return file === undefined ? [] : asDependency(file, key);
}

/** A chart beside another one is one of Kong's, or has them inside. */
function asDependency(
  { isKongs, name, version, dependencies }: ChartFile,
  key: string,
): readonly Dependency[] {
  if (isKongs) return [{ chart: name === "ingress" ? "ingress" : "kong", key, version }];
  return dependencies.map((each) => ({ ...each, key: `${key}.${each.key}` }));
}

/** Helm installs what is in the folder `charts`, listed or not: a folder, or an archive. */
function unpacked(context: DependencyContext): readonly Dependency[] {
  const { folder, link, source } = context;
  const inside = chartIn(`${folder}charts/kong/`, "kong", context);
  if (inside.length > 0) return inside;
  const [archive = ""] = link.list?.(`${folder}charts/kong-[0-9]*.tgz`, source) ?? [];
  const version = /kong-(\d[\d.]*)\.tgz$/.exec(archive)?.[1];
  return version === undefined || !isKongVersion(version) ? [] : [{ chart: "kong", key: "kong", version }];
}

function itemsOf(node: YamlNode | undefined): readonly YamlNode[] {
  return node?.kind === "sequence" ? node.items.map(({ value }) => dereference(value)) : [];
}
