import { memoizeText } from "../../grammar/text/memoize.ts";
import { compareVersions } from "../release.ts";
import type {
  ChartFacts,
  ChartTraits,
  ChartVariable,
  DefaultValue,
  Since,
  ValuePath,
} from "./chart-facts.ts";
import facts from "./kong-chart.json" with { type: "json" };

// The compiler sees the file as hundreds of unrelated literal types; the tests hold it to ChartFacts.
const kongChartFacts: ChartFacts = facts as unknown as ChartFacts;

/** One version of the chart `kong`. */
export interface KongChart {
  readonly version: string;
  /** Its own values, the leaves by their path. */
  readonly defaults: ReadonlyMap<ValuePath, DefaultValue>;
  readonly traits: ChartTraits;
  readonly variables: readonly ChartVariable[];
}

/** The version of the newest chart whose facts are known. */
export function newestChartVersion(): string {
  return kongChartFacts.versions.at(-1) ?? "0";
}

/** All versions of the chart whose facts are known, oldest first. */
export function chartVersions(): readonly string[] {
  return kongChartFacts.versions;
}

/** A version of the chart: of one between two that are known, the earlier; of a newer one, the newest. */
export const kongChart: (version: string) => KongChart = memoizeText((version) => {
  const { versions, defaults, traits, variables } = kongChartFacts;
  const index = indexBefore(versions, version);
  return {
    version: versions[index] ?? version,
    defaults: defaultsAt(defaults, index),
    traits: traitsAt(traits, index),
    variables: variables.filter(({ from, to }) => from <= index && index <= to),
  };
});

/** What the chart `ingress` says about the charts inside of it. */
export interface IngressChart {
  readonly version: string;
  /** The version of the chart `kong` in it. */
  readonly kong: string;
  /** Paths begin with `controller` or `gateway`. */
  readonly defaults: ReadonlyMap<ValuePath, DefaultValue>;
}

/** A version of the chart `ingress`; the newest one without a version. */
export function ingressChart(version: string | undefined): IngressChart {
  const { versions, defaults } = kongChartFacts.ingress;
  const numbers = versions.map(([own]) => own);
  const index = version === undefined ? versions.length - 1 : indexBefore(numbers, version);
  const [own = "0", range = ""] = versions[index] ?? [];
  return {
    version: own,
    kong: versionOfRange(range) ?? newestChartVersion(),
    defaults: defaultsAt(defaults, index),
  };
}

/** The version that a range of Helm names: `=3.2.0`, `^2.38.0`, `~2.16`; of an open range the lowest, which was the newest at its time. */
export function versionOfRange(range: string): string | undefined {
  return /\d+(?:\.\d+){0,2}/.exec(range)?.[0];
}

function indexBefore(versions: readonly string[], version: string): number {
  const index = versions.findLastIndex((each) => compareVersions(each, version) <= 0);
  return Math.max(0, index);
}

function at<T>(timeline: Since<T>, index: number): T | undefined {
  return timeline.findLast(([from]) => from <= index)?.[1];
}

function defaultsAt(
  timelines: Readonly<Record<ValuePath, Since<DefaultValue>>>,
  index: number,
): ReadonlyMap<ValuePath, DefaultValue> {
  return new Map(
    Object.entries(timelines).flatMap(([path, timeline]) => {
      const value = at(timeline, index);
      return value === undefined || value === null ? [] : [[path, value] as const];
    }),
  );
}

function traitsAt(traits: ChartFacts["traits"], index: number): ChartTraits {
  const entries = Object.entries(traits).map(
    ([name, timeline]) => [name, at<unknown>(timeline, index)] as const,
  );
  // Each timeline begins with the first version, so each trait has a value.
  return Object.fromEntries(entries) as unknown as ChartTraits;
}
