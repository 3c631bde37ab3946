import { type Span, span } from "../../../grammar/text/span.ts";
import type { LinkedUnit } from "../../model/config-unit.ts";
import type { FormatProblem, LinkContext, Linked } from "../../model/format.ts";
import { type Location, locate } from "../../model/location.ts";
import { reportDroppedKeys } from "../shared/dropped-keys.ts";
import { Problems } from "../shared/problems.ts";
import type { YamlNode } from "../yaml/tree.ts";
import { bitnamiUnit, bitnamiValues } from "./bitnami-chart.ts";
import { type ChartFile, chartFileOf, readNear } from "./chart-file.ts";
import { embeddedValues } from "./embedded-values.ts";
import { findCharts, type GivenValues } from "./find-charts.ts";
import { type HelmSource, isHelm, pairAt } from "./helm-source.ts";
import { installChart } from "./install-chart.ts";
import { overlayValues } from "./merge-values.ts";
import { applySet, applyUnknown } from "./set-values.ts";
import { EMPTY_VALUES, type HelmMap, valuesOfYaml } from "./values.ts";

/** The charts of Kong that values configure, and what Helm, the chart or Kubernetes drops, changes or refuses. */
export function linkHelm(source: HelmSource, context: LinkContext): Linked {
  const problems = new Problems();
  const given = source.yaml.documents.flatMap(({ root }) =>
    root === undefined ? [] : (embeddedValues(source, root) ?? [plainValues(source, root, context)]),
  );
  // A file without values is a chart with its own.
  const all =
    given.length === 0 && context.surroundings.chart !== undefined ? [noValues(source, context)] : given;
  const seen = new Set<string>();
  const made = all.flatMap((each) => {
    const bitnami =
      each.chart === undefined || each.chart === "other" ? bitnamiValues(each.values) : undefined;
    if (bitnami !== undefined) return [bitnamiUnit(bitnami, each.path, source.document.path, problems)];
    return findCharts(each, context).map((chart) =>
      installChart(chart, source.document.path, context, problems),
    );
  });
  const units = made.flatMap((unit): LinkedUnit[] => {
    if (unit === undefined || seen.has(unit.id)) return [];
    seen.add(unit.id);
    return [unit];
  });
  if (units.length === 0) return { units: [], problems: [] };
  reportDroppedKeys("Helm", source.document, source.yaml, units, problems);
  return { units, problems: [...syntaxProblems(source, units), ...problems.list(units.map(({ id }) => id))] };
}

/** The values of a file, over those of its chart and with the files that are given together with it. */
function plainValues(source: HelmSource, root: YamlNode, context: LinkContext): GivenValues {
  const file = chartFileOf(source, context);
  const own = rootMap(source, root);
  const together = togetherWith(source, own, file, context);
  const values = applySets(together.values, context);
  return {
    values,
    path: "",
    chart: undefined,
    file,
    anchor: anchorOf(source, root),
    extent: locate(source.document.path, span(0, source.document.text.length)),
    open: [],
    draws: [...(file?.draws ?? []), ...together.draws],
  };
}

function noValues(source: HelmSource, context: LinkContext): GivenValues {
  const at = locate(source.document.path, span(0, 0));
  const values = applySets(EMPTY_VALUES, context);
  return { values, path: "", chart: undefined, file: undefined, anchor: at, extent: at, open: [], draws: [] };
}

/** The files of one call of Helm, in order; in the folder of a chart its own values come first. */
function togetherWith(
  source: HelmSource,
  own: HelmMap,
  file: ChartFile | undefined,
  context: LinkContext,
): { readonly values: HelmMap; readonly draws: GivenValues["draws"] } {
  const { together } = context.surroundings;
  // Beside a chart that has nothing of Kong's, values that are read are for another one.
  const isOfChart = file !== undefined && (file.isKongs || file.dependencies.length > 0);
  const base = isOfChart ? `${file.folder}values.yaml` : undefined;
  const isBase =
    base === undefined || (file?.folder === "" && /(?:^|\/)values\.yaml$/.test(source.document.path));
  const paths = together?.includes(source.document.path)
    ? together.map((id) => (id === source.document.path ? undefined : relativeTo(source.document.path, id)))
    : isBase
      ? [undefined]
      : [base, undefined];
  let values: HelmMap = EMPTY_VALUES;
  const draws: GivenValues["draws"][number][] = [];
  for (const path of paths) {
    if (path === undefined) {
      values = overlayValues(values, own);
      continue;
    }
    const other = readNear(source, path, context);
    const root = other !== undefined && isHelm(other) ? other.yaml.documents[0]?.root : undefined;
    if (other === undefined || !isHelm(other) || root === undefined) continue;
    values = overlayValues(values, rootMap(other, root));
    draws.push(other.document.path);
  }
  return { values, draws };
}

function relativeTo(from: string, to: string): string {
  const folders = from.split("/").slice(0, -1);
  const parts = to.split("/");
  let common = 0;
  while (common < folders.length && common < parts.length - 1 && folders[common] === parts[common]) common++;
  return [...folders.slice(common).map(() => ".."), ...parts.slice(common)].join("/");
}

/** What `--set` and `--set-string` say, where settings or the command line tell it. */
function applySets(values: HelmMap, { surroundings }: LinkContext): HelmMap {
  let result = values;
  for (const text of surroundings.set ?? []) result = applySet(result, text, "typed", () => undefined).values;
  for (const text of surroundings.setText ?? [])
    result = applySet(result, text, "text", () => undefined).values;
  for (const path of surroundings.setUnknown ?? [])
    result = applyUnknown(result, path, "shell-variable", undefined);
  return result;
}

function rootMap(source: HelmSource, root: YamlNode): HelmMap {
  const values = valuesOfYaml(source.document, root);
  return values.kind === "map" ? values : EMPTY_VALUES;
}

/** The key `env`, or the first one. */
function anchorOf(source: HelmSource, root: YamlNode): Location {
  const pair = pairAt(root, "env") ?? (root.kind === "mapping" ? root.pairs[0] : undefined);
  const at: Span = pair?.key.span ?? span(root.span.start, root.span.start);
  return locate(source.document.path, at);
}

/** YAML that Helm cannot read. */
function syntaxProblems(source: HelmSource, units: readonly LinkedUnit[]): FormatProblem[] {
  if (source.yaml.isTemplate) return [];
  const texts = [source.yaml, ...source.inner.values()];
  return texts.flatMap(({ documents }) =>
    documents.flatMap(({ faults }) =>
      faults.map(({ at, message }) => ({
        kind: "syntax",
        at: locate(source.document.path, at),
        units: units.map(({ id }) => id),
        name: undefined,
        refuses: true,
        before: source.document.text.slice(at.start, Math.min(at.end, at.start + 80)),
        after: undefined,
        detail: `Helm cannot read the YAML: ${message}`,
      })),
    ),
  );
}
