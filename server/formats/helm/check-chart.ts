import type { FormatProblem } from "../../model/format.ts";
import type { UnitId } from "../../model/location.ts";
import type { Problems } from "../shared/problems.ts";
import type { ChartValues } from "./chart-values.ts";
import { checkAddresses } from "./check-addresses.ts";
import { checkCompanions } from "./check-companions.ts";
import { checkIgnored } from "./check-ignored.ts";
import { checkKeys } from "./check-keys.ts";
import type { InstalledChart } from "./installed-chart.ts";
import { keyLocation, locationOfPlace, quotesAround } from "./value-places.ts";
import { type HelmValue, isTruthy, printed, type ValuePlace } from "./values.ts";

interface ChartCheck {
  readonly installed: InstalledChart;
  readonly values: ChartValues;
  readonly unit: UnitId;
  readonly problems: Problems;
}

/** Reports what stops the templates of a chart, so that Helm installs nothing. */
export function checkChart(check: ChartCheck): void {
  // Every version compares it with a text, before anything else (0.36.5 to 3.4.1).
  check.values.holds({ is: ["env.database", "off"] });
  for (const { detail, place, mayBeText } of check.values.errors)
    refuse(check, place, detail, undefined, quotesAround(mayBeText));
  checkLogs(check);
  checkTag(check);
  checkSources(check);
  checkIgnored(check);
  checkKeys(check);
  checkCompanions(check);
  checkAddresses(check);
}

/** Without the controller and without a database, one source of a declarative configuration is allowed. */
function checkSources(check: ChartCheck): void {
  const { values, installed } = check;
  if (!installed.chart.traits.refusesSeveralSources) return;
  const isRead = {
    all: [
      { not: "ingressController.enabled" },
      { is: ["env.database", "off"] as const },
      { declarativeSources: "several" as const },
    ],
  };
  if (values.holds(isRead) !== true) return;
  const detail =
    "The chart accepts only one of `configMap`, `secret` and `config` in `dblessConfig`, and Helm installs nothing";
  refuse(check, values.at("dblessConfig")?.place, detail, undefined);
}

/** Since chart 2.16.0, a boolean where a log is to be switched off is an error. */
function checkLogs(check: ChartCheck): void {
  const env = check.installed.chart.traits.refusesLogBooleans ? check.values.at("env") : undefined;
  if (env?.kind !== "map") return;
  for (const [key, value] of env.entries)
    if (isLogBoolean(key, value))
      refuse(
        check,
        value.place,
        `The chart rejects a boolean in \`${key}\`, and Helm installs nothing. Write the value in quotes`,
        `KONG_${key.toUpperCase()}`,
        quotesAround(value),
      );
}

/** A boolean in a setting of a log. */
export function isLogBoolean(key: string, value: HelmValue): boolean {
  return value.kind === "boolean" && key.includes("_log");
}

const VERSION =
  /^v?\d+(?:\.\d+)?(?:\.\d+)?(?:-[0-9A-Za-z-]+(?:\.[0-9A-Za-z-]+)*)?(?:\+[0-9A-Za-z-]+(?:\.[0-9A-Za-z-]+)*)?$/;

/** Since chart 2.26.0, the tag of the image must be text that begins with a version. */
function checkTag(check: ChartCheck): void {
  const { values, installed } = check;
  const part = installed.chart.traits.readsTagAsVersion;
  if (part === null || isTruthy(values.at("image.effectiveSemver"))) return;
  const tag = values.at("image.tag");
  if (tag?.place === undefined || tag.kind === "unknown") return;
  // Earlier charts copy a tag as it is printed; which chart it is must be known, unless that is wrong as well.
  const isMangled =
    tag.kind === "number" &&
    tag.place.kind === "yaml" &&
    tag.place.node.kind === "scalar" &&
    tag.place.node.text !== tag.text;
  if (!installed.isVersionTold && !isMangled) return;
  const problem = tagProblem(tag, part);
  if (problem !== undefined) refuse(check, tag.place, problem, undefined, quotesAround(tag));
}

function tagProblem(tag: HelmValue, part: "whole" | "start"): string | undefined {
  if (tag.kind !== "text")
    return `The chart reads \`image.tag\` as text, and stops because it is ${tag.kind === "number" ? "a number" : "not text"}. Write it in quotes`;
  const isVersion = (part === "start" && /^\d+.\d+.\d+/.test(tag.text)) || VERSION.test(tag.text);
  return isVersion
    ? undefined
    : `The chart reads a version from \`image.tag\`, and \`${printed(tag)}\` is not a version. Set \`image.effectiveSemver\` as well`;
}

function refuse(
  { installed, unit, problems }: ChartCheck,
  place: ValuePlace | undefined,
  detail: string,
  name: string | undefined,
  correction: Pick<FormatProblem, "correction"> = {},
): void {
  const at = place === undefined ? installed.anchor : locationOfPlace(place);
  const isLong = at.end - at.start > 200 && place !== undefined;
  const where = isLong ? keyLocation(place) : at;
  const before = place?.document.text.slice(where.start, where.end) ?? "";
  problems.add(unit, { kind: "refused", at: where, name, refuses: true, before, detail, ...correction });
}
