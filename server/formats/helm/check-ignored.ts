import type { UnitId } from "../../model/location.ts";
import type { Problems } from "../shared/problems.ts";
import type { ChartValues } from "./chart-values.ts";
import type { InstalledChart } from "./installed-chart.ts";
import { keyLocation, locationOfPlace } from "./value-places.ts";
import { type HelmValue, isTruthy, type ValuePlace } from "./values.ts";

interface IgnoredCheck {
  readonly installed: InstalledChart;
  readonly values: ChartValues;
  readonly unit: UnitId;
  readonly problems: Problems;
}

/** Reports values that the chart does not use as they are meant, although it installs them. */
export function checkIgnored(check: IgnoredCheck): void {
  checkDeclarative(check);
  checkDatabase(check);
  checkFlags(check);
}

/** A declarative configuration is mounted only where the controller does not make one. */
function checkDeclarative(check: IgnoredCheck): void {
  const { values } = check;
  const given = ["config", "configMap", "secret"]
    .map((key) => values.at(`dblessConfig.${key}`))
    .find((value) => isTruthy(value) && value?.place !== undefined);
  if (given?.place === undefined || values.holds("ingressController.enabled") !== true) return;
  ignored(
    check,
    keyLocation(given.place),
    "The chart ignores `dblessConfig` while `ingressController.enabled` is true, its default. Set it to false, or remove the configuration",
  );
}

/** The subchart of the database runs for nobody while `env.database` is `off`, its default. */
function checkDatabase(check: IgnoredCheck): void {
  const { values } = check;
  const enabled = values.at("postgresql.enabled");
  if (enabled?.place === undefined || !isTruthy(enabled)) return;
  const database = values.at("env.database");
  if (database?.kind !== "text" || database.text !== "off") return;
  ignored(
    check,
    keyLocation(enabled.place),
    "The chart installs a database, and Kong does not use it, because `env.database` is `off`. Set `env.database` to `postgres`, or do not install the database",
  );
}

/** To a template every text that is not empty is true. */
function checkFlags(check: IgnoredCheck): void {
  const visit = (value: HelmValue, path: string, depth: number): void => {
    if (value.kind !== "map" || depth > 6) return;
    for (const [key, inner] of value.entries) {
      const at = path === "" ? key : `${path}.${key}`;
      if (inner.kind === "text" && /^(?:false|off|no|0)$/i.test(inner.text) && isFlag(check, at))
        flagged(check, at, inner.place);
      else visit(inner, at, depth + 1);
    }
  };
  visit(check.installed.values, "", 0);
}

function isFlag({ installed }: IgnoredCheck, path: string): boolean {
  return typeof installed.chart.defaults.get(path) === "boolean";
}

function flagged(check: IgnoredCheck, path: string, place: ValuePlace | undefined): void {
  if (place === undefined) return;
  ignored(
    check,
    locationOfPlace(place),
    `The chart treats every non-empty string as true, so \`${path}\` is on. Remove the quotes`,
  );
}

function ignored({ unit, problems }: IgnoredCheck, at: ReturnType<typeof keyLocation>, detail: string): void {
  problems.add(unit, { kind: "ignored", at, detail });
}
