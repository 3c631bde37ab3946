import { ingressChart, kongChart, newestChartVersion } from "../../../schemas/charts/kong-chart.ts";
import type { LinkContext } from "../../model/format.ts";
import { type Location, locate, type SourceId } from "../../model/location.ts";
import type { ChartFile } from "./chart-file.ts";
import { chartScore, SURE } from "./chart-shape.ts";
import type { InstalledChart } from "./installed-chart.ts";
import { overlayValues, valuesOfLeaves } from "./merge-values.ts";
import { keyLocation } from "./value-places.ts";
import { EMPTY_VALUES, type HelmMap, type HelmValue } from "./values.ts";

/** A chart of Kong, as what carries the values names it. */
export interface ToldChart {
  readonly name: "kong" | "ingress";
  readonly version: string | undefined;
}

/** Values that are given to a chart, and what is known of it. */
export interface GivenValues {
  readonly values: HelmMap;
  /** The path of the values in their source. */
  readonly path: string;
  /** `other`: a chart is named, and it is none of Kong's. */
  readonly chart: ToldChart | "other" | undefined;
  /** Where the values belong to a chart of somebody's own. */
  readonly file: ChartFile | undefined;
  readonly anchor: Location;
  readonly extent: Location;
  readonly open: InstalledChart["open"];
  readonly draws: readonly SourceId[];
}

/** The charts `kong` that values configure: the chart itself, or charts inside of the one that the values are for. */
export function findCharts(given: GivenValues, context: LinkContext): readonly InstalledChart[] {
  const told = given.chart ?? ownChart(given.file) ?? surroundingChart(context);
  if (told === "other") return [];
  if (told?.name === "kong") return [installed(given, given.values, "", told.version)];
  if (told?.name === "ingress") return ingressCharts(given, given.values, "", told.version);
  const dependencies = given.file?.dependencies ?? [];
  if (dependencies.length > 0)
    return dependencies.flatMap(({ chart, key, version }) => {
      if (chart === "bitnami") return [];
      const values = mapBelow(given.values, key) ?? EMPTY_VALUES;
      return chart === "ingress"
        ? ingressCharts(given, values, key, version)
        : [installed(given, values, key, version)];
    });
  if (given.file === undefined) return guessedCharts(given);
  return mayBeApart(given, given.file) ? wholeCharts(given) : [];
}

function ownChart(file: ChartFile | undefined): ToldChart | undefined {
  if (file?.isKongs !== true) return undefined;
  return { name: file.name === "ingress" ? "ingress" : "kong", version: file.version };
}

/** `kong 3.4.1`, `ingress@0.24.0`, as settings or `--given` say it. */
function surroundingChart({ surroundings }: LinkContext): GivenValues["chart"] {
  if (surroundings.chart === undefined) return undefined;
  const match = /^(kong|ingress)(?:[ @-]v?(\d[\w.]*))?$/.exec(surroundings.chart);
  if (match === null) return "other";
  return { name: match[1] === "ingress" ? "ingress" : "kong", version: match[2] };
}

/** Values in the folder of a chart that has nothing of Kong's are for that chart; by another folder or name, they may be for one of Kong's. */
function mayBeApart({ anchor }: GivenValues, { name, folder }: ChartFile): boolean {
  if (name === "kong") return false;
  return folder !== "" || /kong[^/]*\.\w+$/i.test(anchor.source);
}

/** Keys under which people install the chart. */
const CHART_KEY =
  /kong|^(?:gateway|controller|control-?plane|data-?plane|controlPlane|dataPlane|cp|dp|api-?gateway)$/i;

function guessedCharts(given: GivenValues): readonly InstalledChart[] {
  const { values } = given;
  const whole = wholeCharts(given);
  if (whole.length > 0) return whole;
  const found: InstalledChart[] = [];
  for (const [key, inner] of values.entries) {
    if (inner.kind !== "map" || isBitnamiChart(inner)) continue;
    const isLike = chartScore(inner) >= (CHART_KEY.test(key) ? 1 : SURE);
    if (isLike && !isIngressPart(values, key)) found.push(installed(given, inner, key, undefined));
    else if (!isLike && isIngressShape(inner)) found.push(...ingressCharts(given, inner, key, undefined));
  }
  return isIngressShape(values) ? [...found, ...ingressCharts(given, values, "", undefined)] : found;
}

/** The chart where all of the values look like its own. */
function wholeCharts(given: GivenValues): readonly InstalledChart[] {
  const isWhole = chartScore(given.values) >= (isKongPath(given) ? SURE - 1 : SURE);
  return isWhole ? [installed(given, given.values, "", undefined)] : [];
}

function isKongPath({ anchor }: GivenValues): boolean {
  return /kong/i.test(anchor.source);
}

/** The parts of the chart `ingress` that are the chart `kong`. */
function isIngressPart(values: HelmMap, key: string): boolean {
  return (key === "gateway" || key === "controller") && isIngressShape(values);
}

function isIngressShape(values: HelmMap): boolean {
  const [gateway, controller] = [mapAt(values, "gateway"), mapAt(values, "controller")];
  const isLike = (part: HelmMap | undefined): boolean => part !== undefined && chartScore(part) > 0;
  return (
    (isLike(gateway) && !isBitnamiChart(values)) ||
    (isLike(controller) && controller?.entries.has("ingressController") === true)
  );
}

/** The chart of bitnami has another `kong:` and other variables. */
function isBitnamiChart(values: HelmMap): boolean {
  return values.entries.has("extraEnvVars") || values.entries.has("extraEnvVarsCM");
}

function ingressCharts(
  given: GivenValues,
  values: HelmMap,
  key: string,
  version: string | undefined,
): readonly InstalledChart[] {
  const chart = ingressChart(version);
  const parts = ["controller", "gateway"].flatMap((part) => {
    const own = overlayValues(valuesOfLeaves(chart.defaults, part), mapAt(values, part) ?? EMPTY_VALUES);
    const enabled = own.entries.get("enabled");
    return enabled?.kind === "boolean" && enabled.text === "false" ? [] : [{ part, own }];
  });
  const hasController = parts.some(({ part }) => part === "controller");
  return parts.map(({ part, own }) => ({
    ...installed(given, own, key === "" ? part : `${key}.${part}`, chart.kong),
    isVersionTold: version !== undefined,
    hasController,
  }));
}

/** The map at a path of keys. */
function mapBelow(values: HelmMap, path: string): HelmMap | undefined {
  let map: HelmMap | undefined = values;
  for (const key of path.split(".")) map = map === undefined ? undefined : mapAt(map, key);
  return map;
}

function mapAt(values: HelmMap, key: string): HelmMap | undefined {
  const value: HelmValue | undefined = values.entries.get(key);
  return value?.kind === "map" ? value : undefined;
}

function installed(
  given: GivenValues,
  values: HelmMap,
  key: string,
  version: string | undefined,
): InstalledChart {
  const path = [given.path, key].filter((part) => part !== "").join(".");
  const { place } = values;
  const isOwn = key !== "" && place?.kind === "yaml";
  return {
    path,
    name: key === "" ? undefined : key,
    chart: kongChart(version ?? newestChartVersion()),
    isVersionTold: version !== undefined,
    values,
    anchor: isOwn ? keyLocation(place) : given.anchor,
    extent: isOwn ? locate(place.document.path, place.pair?.span ?? place.node.span) : given.extent,
    open: given.open,
    draws: given.draws,
  };
}
