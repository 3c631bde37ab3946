import type {
  ChartFacts,
  ChartTraits,
  ChartVariable,
  DefaultValue,
  Since,
  ValuePath,
} from "../../schemas/charts/chart-facts.ts";
import { prefixedTags, treeAt } from "../collect/source-tree.ts";
import { defaultsOf, ingressDefaults } from "./chart-defaults.ts";
import { traitsOf } from "./chart-traits.ts";
import { type ChartTree, dependencyAt, kongChartAt } from "./chart-tree.ts";
import { compileVariables } from "./compile-variables.ts";

/** The facts of all tagged versions of the charts in a repository. */
export function collectCharts(folder: string): ChartFacts {
  const charts = prefixedTags(folder, "kong-").flatMap((tag) => kongChartAt(folder, tag) ?? []);
  const variables = charts.map(({ templates }) => compileVariables(templates));
  const defaults = charts.map(({ values }, index) => defaultsOf(values, variables[index] ?? []));
  return {
    versions: charts.map(({ version }) => version),
    defaults: timelines(defaults),
    traits: traitTimelines(charts),
    variables: ranges(variables),
    ingress: collectIngress(folder),
  };
}

/** The chart that installs this one twice, with values of its own for each. */
function collectIngress(folder: string): ChartFacts["ingress"] {
  const charts = prefixedTags(folder, "ingress-").flatMap((tag) => {
    const tree = treeAt(folder, tag);
    const range = dependencyAt(tree);
    const values = tree.read("charts/ingress/values.yaml");
    if (range === undefined || values === undefined) return [];
    return [{ version: [tag.replace(/^ingress-/, ""), range] as const, values: ingressDefaults(values) }];
  });
  return {
    versions: charts.map(({ version }) => version),
    defaults: timelines(charts.map(({ values }) => values)),
  };
}

/** The value of each path over the versions. */
function timelines(
  versions: readonly ReadonlyMap<ValuePath, DefaultValue>[],
): Readonly<Record<ValuePath, Since<DefaultValue>>> {
  const paths = [...new Set(versions.flatMap((each) => [...each.keys()]))].sort();
  // `undefined` cannot be written; no chart has null as a value that matters.
  return Object.fromEntries(
    paths.map((path) => [path, timeline(versions.map((each) => each.get(path) ?? null))] as const),
  );
}

function timeline<T>(values: readonly T[]): Since<T> {
  const changes: (readonly [number, T])[] = [];
  for (const [index, value] of values.entries()) {
    const before = changes.at(-1);
    if (before === undefined && value === null) continue;
    if (before === undefined || JSON.stringify(before[1]) !== JSON.stringify(value))
      changes.push([index, value]);
  }
  return changes;
}

function traitTimelines(charts: readonly ChartTree[]): ChartFacts["traits"] {
  const all = charts.map(traitsOf);
  const [first] = all;
  const names = Object.keys(first ?? {}) as (keyof ChartTraits)[];
  // Each name is a key of the traits, and its timeline one of their values.
  return Object.fromEntries(
    names.map((name) => [name, timelineOfTrait(all.map((each) => each[name]))]),
  ) as unknown as ChartFacts["traits"];
}

function timelineOfTrait<T>(values: readonly T[]): Since<T> {
  return values.flatMap((value, index): (readonly [number, T])[] =>
    index > 0 && JSON.stringify(values[index - 1]) === JSON.stringify(value) ? [] : [[index, value]],
  );
}

/** Each variable with the first and the last version that sets it in one way. */
function ranges(versions: readonly (readonly Omit<ChartVariable, "from" | "to">[])[]): ChartVariable[] {
  const open = new Map<string, { from: number; to: number; variable: Omit<ChartVariable, "from" | "to"> }>();
  const closed: ChartVariable[] = [];
  for (const [index, variables] of versions.entries()) {
    for (const variable of variables) {
      const key = JSON.stringify(variable);
      const before = open.get(key);
      if (before !== undefined && before.to >= index - 1) {
        before.to = index;
        continue;
      }
      if (before !== undefined) closed.push({ ...before.variable, from: before.from, to: before.to });
      open.set(key, { from: index, to: index, variable });
    }
  }
  const all = [...closed, ...[...open.values()].map(({ from, to, variable }) => ({ ...variable, from, to }))];
  return all.sort((a, b) => (a.name < b.name ? -1 : a.name > b.name ? 1 : a.from - b.from));
}
