import { formatRelease } from "../../../schemas/release.ts";
import { joinPath } from "../../platform/paths.ts";
import { escapeText } from "../../report/escape-text.ts";
import { rules } from "../../rules/registry.ts";
import type { SettingsOverrides } from "../../settings/lint-settings-from.ts";
import type { ResolvedSettings, Sourced } from "../../settings/resolved-settings.ts";
import type { Origin } from "../../settings/settings-layer.ts";
import type { SettingsResolver } from "../../settings/settings-resolver.ts";
import type { Io } from "../io.ts";

/** One setting in force for a file. */
interface Row {
  readonly name: string;
  readonly value: unknown;
  readonly origin: Origin;
}

/** Prints the settings for one file, every value with the place it comes from. Rules that nobody set are left out. */
export async function printConfig(
  operand: string,
  resolver: SettingsResolver,
  wishes: SettingsOverrides,
  formats: readonly string[],
  io: Io,
): Promise<void> {
  const path = joinPath(io.platform.workingFolder, operand.replaceAll("\\", "/"));
  const rows = [...rowsOf(await resolver.resolve(path), wishes)];
  if (formats.includes("json")) {
    io.stdout.write(`${JSON.stringify({ file: operand, settings: rows.map(jsonRow) }, undefined, 2)}\n`);
    return;
  }
  const width = Math.max(...rows.map(({ name }) => name.length));
  const values = rows.map(({ value }) => (typeof value === "string" ? value : JSON.stringify(value)));
  const valueWidth = Math.min(40, Math.max(...values.map((value) => value.length)));
  for (const [index, { name, origin }] of rows.entries()) {
    const value = escapeText(values[index] ?? "").padEnd(valueWidth);
    io.stdout.write(`${name.padEnd(width)}  ${value}  ${escapeText(originWords(origin))}\n`);
  }
}

function* rowsOf(settings: ResolvedSettings, wishes: SettingsOverrides): Iterable<Row> {
  const one = <T>(name: string, found: Sourced<T> | undefined, missing: unknown): Row => ({
    name,
    value: found?.value ?? missing,
    origin: found?.origin ?? { kind: "default", name: "default", line: undefined },
  });
  yield wishes.release === undefined
    ? one("release", settings.release, "(determined per file)")
    : { name: "release", value: formatRelease(wishes.release), origin: flag("--kong-version") };
  yield wishes.edition === undefined
    ? one("edition", settings.edition, "(determined per file)")
    : { name: "edition", value: wishes.edition, origin: flag("--edition") };
  yield wishes.inlineConfig === undefined
    ? one("inlineSuppressions", settings.inlineSuppressions, true)
    : { name: "inlineSuppressions", value: wishes.inlineConfig, origin: flag("--no-inline-config") };
  yield one("requireReason", settings.requireReason, false);
  for (const each of settings.extraProperties) yield one("extraProperties", each, "");
  for (const { value, origin } of settings.images) {
    const { release, environment } = value;
    yield { name: `images.${value.pattern}`, value: { release, env: environment }, origin };
  }
  if (settings.deployment !== undefined) yield one("deployment", settings.deployment, "");
  if (settings.ignored !== undefined) yield one("ignores", settings.ignored, "");
  if (settings.format !== undefined) yield one(`formats.${settings.format.glob}`, settings.format, "");
  if (settings.baseline !== undefined) yield one("baseline", settings.baseline, "");
  yield* ruleRows(settings, wishes);
}

function* ruleRows(settings: ResolvedSettings, wishes: SettingsOverrides): Iterable<Row> {
  for (const { id } of rules) {
    const set = settings.rules.get(id);
    const wished = wishes.severities?.get(id);
    if (wished !== undefined) yield { name: `rules.${id}`, value: wished, origin: flag("--rule") };
    else if (set?.level !== undefined) yield { name: `rules.${id}`, ...set.level };
    for (const [name, option] of set?.options ?? []) yield { name: `rules.${id}.${name}`, ...option };
  }
}

function flag(name: string): Origin {
  return { kind: "flag", name, line: undefined };
}

function jsonRow({ name, value, origin }: Row): object {
  return { name, value, origin: originWords(origin) };
}

function originWords({ name, line }: Origin): string {
  return line === undefined ? name : `${name}:${line}`;
}
