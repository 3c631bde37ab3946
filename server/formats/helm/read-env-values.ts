import { catalogFor } from "../../../schemas/catalog-for.ts";
import type { Assignment } from "../../model/assignment.ts";
import type { LinkedUnit, OtherVariable } from "../../model/config-unit.ts";
import type { UnitId } from "../../model/location.ts";
import { opacityOf, type Value, writtenText } from "../../model/value.ts";
import { isBooleanOfKong, isKnownProperty } from "../images/known-properties.ts";
import { derivedAssignment } from "../shared/environment-assignment.ts";
import { propertyOfVariable } from "../shared/kong-variable.ts";
import { ENVIRONMENT_LAYER } from "../shared/layers.ts";
import type { Problems } from "../shared/problems.ts";
import type { ChartValues } from "./chart-values.ts";
import { isLogBoolean } from "./check-chart.ts";
import type { InstalledChart } from "./installed-chart.ts";
import {
  locationOfPlace,
  quotesAround,
  type SettingPlaces,
  settingPlaces,
  valueOfHelm,
} from "./value-places.ts";
import { type HelmMap, type HelmValue, printed } from "./values.ts";

/** What reading the variables of a chart needs. */
export interface EnvReading {
  readonly installed: InstalledChart;
  readonly values: ChartValues;
  readonly unit: UnitId;
  readonly problems: Problems;
  readonly release: LinkedUnit["release"];
}

/** The variables that `env` and `customEnv` set. */
export interface EnvValues {
  readonly assignments: readonly Assignment[];
  readonly others: readonly OtherVariable[];
}

/** Reads `env`, whose keys get `KONG_`, and `customEnv`, whose keys do not. */
export function readEnvValues(reading: EnvReading): EnvValues {
  const { values, installed } = reading;
  const env = entriesAt(values, "env").flatMap(({ key, value }) => {
    const variable = `KONG_${key.toUpperCase()}`;
    return readSetting(reading, { key, variable, value, block: "env" }) ?? [];
  });
  const custom = installed.chart.traits.customEnv ? entriesAt(values, "customEnv") : [];
  const assignments: Assignment[] = [...env];
  const others: OtherVariable[] = [];
  for (const { key, value } of custom) {
    const variable = key.toUpperCase();
    const property = propertyOfVariable(variable);
    // The block is for plugins: a name that begins like Kong's and is no property of any release is one of theirs.
    if (property !== undefined && isKnownProperty(property)) {
      const setting = readSetting(reading, { key, variable, value, block: "customEnv" });
      if (setting !== undefined) assignments.push(setting);
    } else {
      const at = value.place === undefined ? undefined : locationOfPlace(value.place);
      others.push({ variable, value: settingValue(value).value, at });
    }
  }
  return { assignments, others };
}

/** The entries of a map in the order of the chart, which sorts them: of two keys that differ in case alone, the later wins. */
function entriesAt(
  values: ChartValues,
  path: string,
): readonly { readonly key: string; readonly value: HelmValue }[] {
  const map = values.at(path);
  if (map?.kind !== "map") return [];
  return sortedEntries(map);
}

function sortedEntries({ entries }: HelmMap): readonly { readonly key: string; readonly value: HelmValue }[] {
  return [...entries]
    .map(([key, value]) => ({ key, value }))
    .sort((a, b) => (a.key < b.key ? -1 : a.key > b.key ? 1 : 0));
}

interface Setting {
  readonly key: string;
  readonly variable: string;
  readonly value: HelmValue;
  readonly block: "env" | "customEnv";
}

function readSetting(reading: EnvReading, setting: Setting): Assignment | undefined {
  const { installed } = reading;
  const { key, variable, value: given, block } = setting;
  const { value, lost } = settingValue(block === "env" ? meantValue(installed, key, given) : given);
  if (given.place === undefined) {
    const layer = { ...ENVIRONMENT_LAYER, label: `values of chart kong ${installed.chart.version}` };
    const by = { what: "chart", name: "kong", version: installed.chart.version } as const;
    return derivedAssignment(variable, value, layer, by, installed.anchor);
  }
  const places = settingPlaces(given.place);
  report(reading, setting, lost);
  const property = propertyOfVariable(variable);
  if (property === undefined || lost === "no-value") return undefined;
  const text = writtenText(value);
  return {
    channel: "environment",
    layer: { ...ENVIRONMENT_LAYER, label: block },
    origin: {
      kind: "written",
      address: [installed.path, block, key].filter((part) => part !== "").join("."),
    },
    property,
    writtenName: key,
    variable,
    nameSpan: places.name,
    span: places.whole,
    lineSpan: places.lines,
    value,
    rawValue: text,
    rawValueSpan: places.value,
    writtenValue: text,
    writtenValueSpan: places.inner,
    opaque: opacityOf(value),
    section: undefined,
    ...(block === "env" && isDefault(installed, key, given) ? { repeats: true as const } : {}),
  };
}

/** Whether the chart has the same value by itself, as a copy of its values has all of them. */
function isDefault({ chart }: InstalledChart, key: string, given: HelmValue): boolean {
  const own = chart.defaults.get(`env.${key}`);
  return given.kind === "text" && own !== undefined && String(own) === given.text;
}

/** What became of a value on its way: nothing of note, another spelling, no value at all, or an end of the rendering. */
type Lost = "retyped" | "no-value" | "bad-map" | "no-text" | undefined;

function settingValue(given: HelmValue): { readonly value: Value; readonly lost: Lost } {
  if (given.kind === "map") return mapValue(given);
  if (given.kind === "text" && given.text.includes("valueFrom"))
    return { value: secretValue(given), lost: undefined };
  const value = valueOfHelm(given);
  return { value, lost: isRetyped(given) ? "retyped" : undefined };
}

/** Where the chart stops at a number or a boolean, Kong never gets one: what is said of the value is said of the text that was meant. */
function meantValue({ chart }: InstalledChart, key: string, given: HelmValue): HelmValue {
  const isScalar = given.kind === "boolean" || given.kind === "number";
  if (!isScalar || given.place?.kind !== "yaml" || given.place.node.kind !== "scalar") return given;
  const stops = key === "database" || (chart.traits.refusesLogBooleans && isLogBoolean(key, given));
  return stops ? { kind: "text", text: given.place.node.text, place: given.place } : given;
}

/** A map is written below the name of the variable: as `valueFrom` or `value` of Kubernetes. */
function mapValue(given: HelmMap): { readonly value: Value; readonly lost: Lost } {
  if (given.entries.size === 0) return { value: { kind: "refused" }, lost: "bad-map" };
  if (given.entries.has("valueFrom")) return { value: secretValue(given), lost: undefined };
  const inner = given.entries.get("value");
  if (inner === undefined) return { value: { kind: "text", pieces: [] }, lost: "no-value" };
  if (inner.kind === "text" || inner.kind === "unknown" || inner.kind === "null")
    return { value: valueOfHelm(inner), lost: undefined };
  return { value: { kind: "refused" }, lost: "no-text" };
}

function secretValue(given: HelmValue): Value {
  return valueOfHelm({ kind: "unknown", why: "secret-reference", place: given.place });
}

function isRetyped(given: HelmValue): boolean {
  if (given.place?.kind !== "yaml" || given.place.node.kind !== "scalar") return given.kind === "list";
  return (given.kind === "boolean" || given.kind === "number") && printed(given) !== given.place.node.text;
}

function report(reading: EnvReading, setting: Setting, lost: Lost): void {
  const { problems, unit } = reading;
  const { key, variable, value, block } = setting;
  if (value.place === undefined) return;
  const places = settingPlaces(value.place);
  const before = writtenIn(places);
  const base = { name: variable, before: before(value) };
  if (block === "env" && /^kong_/i.test(key)) {
    const own = key.slice("kong_".length).toLowerCase();
    problems.add(unit, {
      ...base,
      kind: "name-changed",
      at: places.name,
      detail: `The chart writes \`KONG_\` before each key of \`env\`, so this is the variable \`${variable}\`, which Kong does not read. Write \`${own}\``,
      correction: { title: `Rename to \`${own}\``, at: places.name, text: own },
    });
  }
  if (lost === "retyped" && !isHarmless(reading, setting))
    problems.add(unit, {
      ...base,
      kind: "retyped",
      at: places.value,
      after: printed(value),
      detail: retypedDetail(value),
      ...quotesAround(value),
    });
  if (lost === "no-value")
    problems.add(unit, {
      ...base,
      kind: "map-without-value",
      at: places.value,
      detail: `The chart copies a map below the name of the variable, and this one has neither \`value\` nor \`valueFrom\`. The variable has no value`,
    });
  if (lost === "bad-map" || lost === "no-text")
    problems.add(unit, {
      ...base,
      kind: "refused",
      at: places.value,
      refuses: true,
      detail:
        lost === "bad-map"
          ? "The chart copies an empty map below the name of the variable, and the result is not YAML"
          : "Kubernetes accepts only text as the `value` of a variable. Write the value in quotes",
      ...(value.kind === "map" ? quotesAround(value.entries.get("value")) : {}),
    });
}

function writtenIn(places: SettingPlaces): (value: HelmValue) => string {
  return ({ place }) => place?.document.text.slice(places.inner.start, places.inner.end) ?? "";
}

function retypedDetail(value: HelmValue): string {
  const after = printed(value);
  if (value.kind === "list")
    return `A list reaches Kong as \`${after}\`, which is one word to it. Write the items as one text, separated by commas`;
  const what = value.kind === "boolean" ? "a boolean" : "a number";
  return `Helm reads a value without quotes as ${what}, and the chart writes it as \`${after}\`. Write it in quotes`;
}

/** To Kong's booleans `true` and `false` are as good as `on` and `off`. */
function isHarmless({ release }: EnvReading, { variable, value }: Setting): boolean {
  if (value.kind !== "boolean") return false;
  const property = propertyOfVariable(variable);
  if (property === undefined) return true;
  const catalog = catalogFor(release?.release ?? { edition: "oss", version: "3.9" });
  // Of a property that the release does not have there is another thing to say than that.
  return (catalog.property(property)?.type ?? (isBooleanOfKong(property) ? "boolean" : "")) === "boolean";
}
