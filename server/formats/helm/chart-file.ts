import { versionOfRange } from "../../../schemas/charts/kong-chart.ts";
import type { LinkContext, Reference } from "../../model/format.ts";
import { locate, type SourceId } from "../../model/location.ts";
import type { Source } from "../../model/source.ts";
import { dereference } from "../yaml/tree.ts";
import { yamlFact } from "../yaml/update-yaml.ts";
import { type HelmSource, isHelm, nodeAt, textAt } from "./helm-source.ts";

/** A chart on which another one depends. */
export interface Dependency {
  readonly chart: "kong" | "ingress" | "bitnami";
  /** The key of its values. */
  readonly key: string;
  readonly version: string | undefined;
}

/** The chart to which values belong, as its Chart.yaml says. */
export interface ChartFile {
  readonly name: string;
  readonly version: string | undefined;
  readonly dependencies: readonly Dependency[];
  readonly draws: readonly SourceId[];
  /** The path from the values to the folder of the chart: empty, `../`. */
  readonly folder: string;
}

/** The Chart.yaml beside values, or one folder above them, where it is about Kong. */
export function chartFileOf(source: HelmSource, context: LinkContext): ChartFile | undefined {
  for (const folder of ["", "../"]) {
    const file = chartFileAt(source, folder, context);
    if (file === undefined) continue;
    if (folder === "" || isKongChart(file.name) || file.dependencies.length > 0) return file;
  }
  return undefined;
}

/**
 * The Chart.yaml in a folder.
 * @param folder relative to the source, empty or with a `/` at its end
 */
export function chartFileAt(source: Source, folder: string, context: LinkContext): ChartFile | undefined {
  const file = readNear(source, `${folder}Chart.yaml`, context);
  if (file === undefined) return undefined;
  const root = rootOf(file);
  const lock = readNear(source, `${folder}Chart.lock`, context);
  return {
    name: textAt(root, "name") ?? "",
    version: textAt(root, "version"),
    dependencies: dependenciesOf(root, lock === undefined ? undefined : rootOf(lock)),
    draws: [file, ...(lock === undefined ? [] : [lock])].map(({ document }) => document.path),
    folder,
  };
}

/** Whether a chart of this name is one of Kong's own. */
export function isKongChart(name: string): name is "kong" | "ingress" {
  return name === "kong" || name === "ingress";
}

/** A file beside a source. */
export function readNear(source: Source, path: string, context: LinkContext): Source | undefined {
  const at = locate(source.document.path, { start: 0, end: 0 });
  const reference: Reference = { role: "values", path, reader: undefined, optional: true, at };
  const resolved = context.resolve(reference, source);
  return resolved.kind === "source" ? resolved.source : undefined;
}

function rootOf(source: Source) {
  const yaml = isHelm(source) ? source.yaml : source.document.fact(yamlFact);
  return yaml.documents[0]?.root;
}

function dependenciesOf(
  chart: ReturnType<typeof rootOf>,
  lock: ReturnType<typeof rootOf>,
): readonly Dependency[] {
  const locked = itemsOf(nodeAt(lock, "dependencies"));
  return itemsOf(nodeAt(chart, "dependencies")).flatMap((item, index) => {
    const name = textAt(item, "name");
    const repository = textAt(item, "repository") ?? "";
    if (name === undefined || !isKongChart(name)) return [];
    // Other charts of the name `ingress` exist.
    if (name === "ingress" && !/kong/i.test(repository)) return [];
    const range = textAt(locked[index], "version") ?? textAt(item, "version");
    const version = range === undefined ? undefined : versionOfRange(range);
    const isBitnami = /bitnami/i.test(repository);
    return [{ chart: isBitnami ? "bitnami" : name, key: textAt(item, "alias") ?? name, version } as const];
  });
}

function itemsOf(node: ReturnType<typeof nodeAt>) {
  return node?.kind === "sequence" ? node.items.map(({ value }) => dereference(value)) : [];
}
