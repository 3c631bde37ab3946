import { largest } from "../../../grammar/text/large-lists.ts";
import { describeRelease } from "../../../schemas/release.ts";
import type { UnitAnalysis } from "../../engine/analyze.ts";
import {
  type EffectiveConfiguration,
  type EffectiveProvenance,
  effectiveConfiguration,
} from "../../engine/effective-configuration.ts";
import { lossWords } from "../../engine/loss-words.ts";
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
  return document.analysis.units.map(textOfProcess).join("\n");
};

function textOfProcess({ unit, reading, catalog, release }: UnitAnalysis): string {
  const configuration = effectiveConfiguration(unit, reading, catalog, allRules.rules);
  const named = unit.name === undefined ? "" : `${oneLine(unit.name)} in `;
  const head = [
    `# What ${describeRelease(release.release)} reads from ${named}${oneLine(unit.document.path)}`,
    `# Release: ${release.reason}. Secrets are masked; environment variables are not taken into account.`,
    configuration.accepted
      ? "# Kong accepts this configuration."
      : "# Kong rejects this configuration; see the reasons below.",
  ];
  return [
    ...head,
    ...section("SET", setLines(configuration)),
    ...section("REJECTED", refusedLines(configuration)),
    ...section("NOT USED AS WRITTEN", lostLines(configuration)),
    ...section("DEFAULTS", defaultLines(configuration)),
    "",
  ].join("\n");
}

function oneLine(text: string): string {
  return text.replaceAll(/[\r\n]/g, " ");
}

function section(title: string, lines: readonly string[]): readonly string[] {
  return lines.length === 0 ? [] : ["", `# ${title}`, "", ...lines];
}

function setLines({ changed, values, provenance }: EffectiveConfiguration): readonly string[] {
  const rows = [...changed]
    .sort()
    .map((name) => [`${name} = ${shown(values[name])}`, origin(provenance[name])] as const);
  const width = Math.min(
    40,
    largest(
      rows.map(([text]) => text.length),
      0,
    ),
  );
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
      `# ${property}, line ${line}: ${lossWords(reason)}${reads === null ? "" : `; Kong reads ${shown(reads)}`}`,
  );
}

function origin(source: EffectiveProvenance | undefined): string {
  if (source === undefined) return "unknown";
  const { from, line, name, path } = source;
  const words = {
    default: "default",
    file: "this file",
    environment: "environment",
    alias: "by its alias",
    derived: "set by Kong for",
  };
  return [
    words[from],
    ...(name === undefined ? [] : [name]),
    ...(line === undefined ? [] : [`line ${line}`]),
    ...(path === undefined ? [] : [oneLine(path)]),
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
