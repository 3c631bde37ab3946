import { append } from "../../../grammar/text/large-lists.ts";
import type { ChartTraits, ValuePath } from "../../../schemas/charts/chart-facts.ts";
import { integerAt } from "./chart-listeners.ts";
import type { ChartValues, Known } from "./chart-values.ts";
import { isTruthy, isUnknown, printed } from "./values.ts";

/** Ports of the Service with the ports of the container that they lead to. */
export function portMapsText(
  values: ChartValues,
  { skipsPortZero }: ChartTraits,
  block: ValuePath,
): Known<string> {
  const maps: string[] = [];
  for (const part of ["http", "tls"]) {
    const isThere = values.holds(`${block}.${part}.enabled`);
    const service = integerAt(values, `${block}.${part}.servicePort`);
    const container = integerAt(values, `${block}.${part}.containerPort`);
    if (isThere === undefined || service === undefined || container === undefined) return undefined;
    if (isThere && !(skipsPortZero && part === "http" && service === "0"))
      maps.push(`${service}:${container}`);
  }
  return maps.join(", ");
}

/** `bundled` with the plugins whose files the chart mounts. */
export function pluginsText(values: ChartValues, traits: ChartTraits, block: ValuePath): Known<string> {
  const plugins = ["bundled"];
  for (const key of ["configMaps", "secrets"]) {
    const list = values.at(`${block}.${key}`);
    if (list === undefined || !isTruthy(list)) continue;
    if (list.kind !== "list" || isUnknown(list)) return undefined;
    for (const item of list.items) {
      const name = item.kind === "map" ? item.entries.get("pluginName") : undefined;
      if (name !== undefined) plugins.push(printed(name));
    }
  }
  const installed = traits.preInstalledPlugins ? values.at(`${block}.preInstalled`) : undefined;
  if (installed?.kind === "unknown") return undefined;
  if (installed?.kind === "text" && installed.text !== "") append(plugins, installed.text.split(","));
  return (traits.uniquePlugins ? [...new Set(plugins)] : plugins).join(",");
}
