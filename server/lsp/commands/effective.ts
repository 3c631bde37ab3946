import { describeRelease } from "../../../schemas/release.ts";
import {
  type EffectiveConfiguration,
  type EffectiveProvenance,
  effectiveConfiguration,
} from "../../engine/effective-configuration.ts";
import type { KongValue } from "../../loader/reading.ts";
import { allRules } from "../../workspace/analyze.ts";
import type { ServerCommand } from "./server-command.ts";
import { textOf } from "./server-command.ts";

/**
 * What Kong ends up with, written like a kong.conf so that it reads and colours like one: first what differs from the
 * defaults, with its origin, then what is lost or refused, then the defaults.
 */
export const effective: ServerCommand = async (wanted, analysisOf) => {
  const document = await analysisOf(textOf(wanted, "uri"));
  if (document === undefined) return null;
  const { unit, reading, catalog, release } = document.analysis;
  const configuration = effectiveConfiguration(unit, reading, catalog, allRules.rules);
  const head = [
    `# What ${describeRelease(release.release)} reads from ${unit.document.path.replaceAll(/[\r\n]/g, " ")}`,
    `# Release: ${release.reason}. Secrets are masked; variables of the environment that Kong would see are not counted.`,
    configuration.accepted
      ? "# Kong accepts this configuration."
      : "# Kong REFUSES this configuration; the reasons stand below.",
  ];
  return [
    ...head,
    ...section("SET", setLines(configuration)),
    ...section("REFUSED", refusedLines(configuration)),
    ...section("LOST", lostLines(configuration)),
    ...section("DEFAULTS", defaultLines(configuration)),
    "",
  ].join("\n");
};

function section(title: string, lines: readonly string[]): readonly string[] {
  return lines.length === 0 ? [] : ["", `# ${title}`, "", ...lines];
}

function setLines({ changed, values, provenance }: EffectiveConfiguration): readonly string[] {
  const rows = [...changed]
    .sort()
    .map((name) => [`${name} = ${shown(values[name])}`, origin(provenance[name])] as const);
  const width = Math.min(40, Math.max(0, ...rows.map(([text]) => text.length)));
  return rows.map(([text, from]) => `${text.padEnd(width)}  # ${from}`);
}

function defaultLines({ changed, values }: EffectiveConfiguration): readonly string[] {
  const set = new Set(changed);
  return Object.keys(values)
    .filter((name) => !set.has(name))
    .sort()
    .map((name) => `${name} = ${shown(values[name])}`);
}

function refusedLines({ refusals }: EffectiveConfiguration): readonly string[] {
  return refusals.map(
    ({ property, rule, line }) =>
      `# ${property}${line === null ? "" : `, line ${line}`}${rule === null ? "" : ` (${rule})`}`,
  );
}

function lostLines({ lost }: EffectiveConfiguration): readonly string[] {
  return lost.map(
    ({ property, reason, line, reads }) =>
      `# ${property}, line ${line}: ${reason}${reads === null ? "" : `; Kong reads ${shown(reads)}`}`,
  );
}

function origin(source: EffectiveProvenance | undefined): string {
  if (source === undefined) return "unknown";
  const { from, line, name } = source;
  const words = {
    default: "default",
    file: "this file",
    environment: "environment",
    alias: "by its other name",
    derived: "set by Kong for",
  };
  return [
    words[from],
    ...(name === undefined ? [] : [name]),
    ...(line === undefined ? [] : [`line ${line}`]),
  ].join(" ");
}

/** Values that would break the line are written as JSON. */
function shown(value: KongValue | null | undefined): string {
  if (value === null || value === undefined) return "# known only at run time";
  if (typeof value === "boolean") return value ? "on" : "off";
  if (typeof value === "number") return String(value);
  if (typeof value === "string") return /[\r\n]/.test(value) ? JSON.stringify(value) : value;
  return value.map((item) => shown(item)).join(", ");
}
