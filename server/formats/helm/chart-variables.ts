import type { ChartValue } from "../../../schemas/charts/chart-facts.ts";
import type { KongChart } from "../../../schemas/charts/kong-chart.ts";
import type { SourceId } from "../../model/location.ts";
import { type Piece, type Value, writtenText } from "../../model/value.ts";
import { integerAt, listenPieces, streamPieces } from "./chart-listeners.ts";
import { pluginsText, portMapsText } from "./chart-lists.ts";
import type { ChartValues, Known, TouchedValue } from "./chart-values.ts";
import { valueOfHelm } from "./value-places.ts";
import { type HelmValue, isTruthy, isUnknown, printed, textValue, type ValuePlace } from "./values.ts";

/** What a chart sets a variable to, before a person's own settings. */
export interface ChartVariableValue {
  readonly name: string;
  /** A text, or why it is known at run time only. Parts that a person spells have their characters. */
  readonly value: Value;
  /** The person's value that decided it; undefined where the chart's own did. */
  readonly cause: ValuePlace | undefined;
}

/** A value that is known at run time only. */
const UNKNOWN = valueOfHelm({ kind: "unknown", why: "template", place: undefined });

/**
 * The variables that a chart sets by itself for its values.
 * @param own the source that installs the chart, which may do so with the values of others as well
 */
export function chartVariables(
  chart: KongChart,
  values: ChartValues,
  own: SourceId,
): readonly ChartVariableValue[] {
  const found: ChartVariableValue[] = [];
  for (const { name, when, value } of chart.variables) {
    values.takeTouched();
    const isSet = values.holds(when);
    if (isSet === false) continue;
    const made = isSet === undefined ? UNKNOWN : chartValue(chart, values, value);
    found.push({ name, value: made, cause: causeOf(values.takeTouched(), own) });
  }
  return found;
}

/**
 * The last value that was looked at. Where that is one of another source, a value of the same block in the source itself says more
 * to its reader: `admin.enabled` of theirs, not the port in the values of the chart.
 */
function causeOf(touched: readonly TouchedValue[], own: SourceId): ValuePlace | undefined {
  const last = touched.at(-1);
  if (last === undefined || last.place.document.path === own) return last?.place;
  const block = last.path.split(".")[0];
  const ofOwn = touched.findLast(
    ({ path, place }) => place.document.path === own && path.split(".")[0] === block,
  );
  return (ofOwn ?? last).place;
}

function chartValue(chart: KongChart, values: ChartValues, value: ChartValue): Value {
  if (typeof value === "object") {
    if ("value" in value) return withoutPlace(values.at(value.value));
    if ("secret" in value) return withoutPlace(secretValue(values, value));
    if ("listen" in value) return valueOfPieces(listenOf(chart, values, value));
    if ("streams" in value) return valueOfPieces(streamPieces(values, chart.traits, value.streams));
  }
  const text = textOf(chart, values, value);
  return text === undefined ? UNKNOWN : valueOfHelm(textValue(text));
}

/** A value whose characters are those of another key. */
function withoutPlace(value: HelmValue | undefined): Value {
  return valueOfHelm(value === undefined ? textValue("") : { ...value, place: undefined });
}

function valueOfPieces(pieces: Known<readonly Piece[]>): Value {
  return pieces === undefined ? UNKNOWN : { kind: "text", pieces };
}

function textOfPieces(pieces: Known<readonly Piece[]>): Known<string> {
  return pieces === undefined ? undefined : writtenText({ kind: "text", pieces });
}

function listenOf(
  chart: KongChart,
  values: ChartValues,
  value: Extract<ChartValue, { listen: string }>,
): Known<readonly Piece[]> {
  return listenPieces(values, chart.traits, value, (inner) => textOf(chart, values, inner));
}

/** A key of a Secret. Kubernetes requires the name of the Secret. */
function secretValue(
  values: ChartValues,
  { secret, named }: Extract<ChartValue, { secret: string }>,
): HelmValue {
  if (named !== undefined && !isTruthy(values.at(named)))
    values.fail({
      place: enclosingPlace(values, named),
      detail: `The chart reads \`${secret}\` from the Secret that \`${named}\` names, and no name is set. Kubernetes does not start the container`,
    });
  return { kind: "unknown", why: "secret-reference", place: undefined };
}

/** The innermost map around a value that a person wrote. */
function enclosingPlace(values: ChartValues, path: string): ValuePlace | undefined {
  for (let end = path.lastIndexOf("."); end > 0; end = path.lastIndexOf(".", end - 1)) {
    const place = values.at(path.slice(0, end))?.place;
    if (place !== undefined) return place;
  }
  return undefined;
}

function textOf(chart: KongChart, values: ChartValues, value: ChartValue): Known<string> {
  const compute = (inner: ChartValue): Known<string> => textOf(chart, values, inner);
  if (typeof value === "string") return value;
  if ("value" in value) return textAt(values, value.value);
  if ("integer" in value) return integerAt(values, value.integer);
  if ("firstOf" in value) return firstText(value.firstOf, compute);
  if ("when" in value) {
    const holds = values.holds(value.when);
    return holds === undefined ? undefined : compute(holds ? value.so : value.otherwise);
  }
  if ("joined" in value) {
    const parts = value.joined.map(compute);
    return parts.includes(undefined) ? undefined : parts.join("");
  }
  if ("without" in value) {
    const text = compute(value.of);
    return text?.endsWith(value.without) === true ? text.slice(0, -value.without.length) : text;
  }
  if ("quoted" in value) {
    const text = compute(value.quoted);
    return text === undefined ? undefined : text === "" ? "" : `"${text}"`;
  }
  if ("listen" in value) return textOfPieces(listenOf(chart, values, value));
  if ("streams" in value) return textOfPieces(streamPieces(values, chart.traits, value.streams));
  if ("portMaps" in value) return portMapsText(values, chart.traits, value.portMaps);
  if ("plugins" in value) return pluginsText(values, chart.traits, value.plugins);
  // A key of a Secret, or a name that `helm install` is given.
  return undefined;
}

function textAt(values: ChartValues, path: string): Known<string> {
  const value = values.at(path);
  if (value === undefined || value.kind === "null") return "";
  return isUnknown(value) ? undefined : printed(value);
}

function firstText(
  choices: readonly ChartValue[],
  compute: (value: ChartValue) => Known<string>,
): Known<string> {
  for (const choice of choices) {
    const text = compute(choice);
    if (text === undefined || isTruthy(textValue(text))) return text;
  }
  return "";
}
