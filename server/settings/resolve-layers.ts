import { joinPath } from "../platform/paths.ts";
import type { Override, RuleSetting, SettingsFile } from "./declaration.ts";
import { matchingPattern } from "./path-patterns.ts";
import type {
  FormatSetting,
  ResolvedDeployment,
  ResolvedImage,
  ResolvedRule,
  ResolvedSettings,
  Sourced,
} from "./resolved-settings.ts";
import type { Origin, SettingsLayer } from "./settings-layer.ts";
import { matchesWildcard, readWildcard } from "./wildcard.ts";

/** What is said in one place for the file at hand: a layer's own members, or an entry of its overrides. */
interface Part {
  readonly layer: SettingsLayer;
  readonly values: Omit<SettingsFile, "overrides"> | Override;
  /** Where the part stands in its layer. */
  readonly path: readonly (string | number)[];
}

const DEFAULT: Origin = { kind: "default", name: "default", line: undefined };

/**
 * Puts layers together for one file: first what all of them say of every file, then their overrides; later ones win.
 * @param path absolute
 * @param ruleIds every rule, for `group/*`
 */
export function resolveLayers(
  layers: readonly SettingsLayer[],
  path: string,
  ruleIds: readonly string[],
): ResolvedSettings {
  const general = resolveParts(layers, path, ruleIds, undefined);
  const namesUnits = layers.some(({ values }) => values.overrides?.some(({ units }) => units !== undefined));
  if (!namesUnits) return general;
  return { ...general, ofUnit: (unit) => resolveParts(layers, path, ruleIds, unit) };
}

function resolveParts(
  layers: readonly SettingsLayer[],
  path: string,
  ruleIds: readonly string[],
  unit: string | undefined,
): ResolvedSettings {
  const parts = partsFor(layers, path, unit);
  return {
    release: last(parts, "release"),
    edition: last(parts, "edition"),
    rules: resolveRules(parts, ruleIds),
    extraProperties: parts.flatMap(({ layer, values, path: at }) =>
      (values.extraProperties ?? []).map((value, index) => ({
        value,
        origin: layer.originOf([...at, "extraProperties", index]),
      })),
    ),
    inlineSuppressions: last(parts, "inlineSuppressions") ?? { value: true, origin: DEFAULT },
    requireReason: last(parts, "requireReason") ?? { value: false, origin: DEFAULT },
    images: imagesOf(layers),
    deployment: deploymentOf(layers, path),
    ignored: ignoredBy(layers, path),
    format: formatBy(layers, path),
    baseline: baselineOf(layers),
  };
}

/** @param unit the process at hand; undefined: the file as a whole, for which no entry with units speaks */
function partsFor(layers: readonly SettingsLayer[], path: string, unit: string | undefined): readonly Part[] {
  const general = layers.map((layer): Part => ({ layer, values: layer.values, path: [] }));
  const special = layers.flatMap((layer) =>
    (layer.values.overrides ?? []).flatMap((values, index): readonly Part[] =>
      matchingPattern(values.files, layer.folder, path) === undefined || !isForUnit(values, unit)
        ? []
        : [{ layer, values, path: ["overrides", index] }],
    ),
  );
  return [...general, ...special];
}

function isForUnit({ units }: Override, unit: string | undefined): boolean {
  if (units === undefined) return true;
  if (unit === undefined) return false;
  // A service goes by its own name as well: `kong` is `services.kong`.
  const names = [unit, unit.slice(unit.indexOf(".") + 1)];
  return units.some((pattern) => {
    const wildcard = readWildcard(pattern, "name");
    return names.some((name) => matchesWildcard(wildcard, name));
  });
}

/** The value of the last part that has one. */
function last<Name extends "release" | "edition" | "inlineSuppressions" | "requireReason">(
  parts: readonly Part[],
  name: Name,
): Sourced<NonNullable<Override[Name]>> | undefined {
  const part = parts.findLast(({ values }) => values[name] !== undefined);
  const value = (part?.values as Override | undefined)?.[name];
  if (part === undefined || value === undefined) return undefined;
  return { value, origin: part.layer.originOf([...part.path, name]) };
}

function resolveRules(parts: readonly Part[], ruleIds: readonly string[]): ReadonlyMap<string, ResolvedRule> {
  const rules = new Map<string, ResolvedRule>();
  for (const { layer, values, path } of parts) {
    // Within one place the name of a rule is more exact than that of its group, whatever their order.
    const entries = Object.entries(values.rules ?? {}).sort(([a], [b]) => rank(a) - rank(b));
    for (const [name, setting] of entries) {
      const origin = (more: readonly string[]) => layer.originOf([...path, "rules", name, ...more]);
      const ids = name.endsWith("/*") ? ruleIds.filter((id) => id.startsWith(name.slice(0, -1))) : [name];
      for (const id of ids) rules.set(id, overlay(rules.get(id), setting, origin));
    }
  }
  return rules;
}

function rank(name: string): number {
  return name.endsWith("/*") ? 0 : 1;
}

function overlay(
  below: ResolvedRule | undefined,
  setting: RuleSetting,
  origin: (more: readonly string[]) => Origin,
): ResolvedRule {
  if (typeof setting === "string") {
    return { level: { value: setting, origin: origin([]) }, options: below?.options ?? new Map() };
  }
  const options = new Map(below?.options);
  for (const [name, value] of Object.entries(setting.options ?? {})) {
    options.set(name, { value, origin: origin(["options", name]) });
  }
  const level =
    setting.level === undefined ? below?.level : { value: setting.level, origin: origin(["level"]) };
  return { level, options };
}

/** Of patterns that fit one image the first counts: those of later layers, and the longer ones, which say more. */
function imagesOf(layers: readonly SettingsLayer[]): readonly Sourced<ResolvedImage>[] {
  return layers.toReversed().flatMap((layer) =>
    Object.entries(layer.values.images ?? {})
      .sort(([a], [b]) => b.length - a.length)
      .map(([pattern, { release, env = {} }]) => ({
        value: { pattern, release, environment: env },
        origin: layer.originOf(["images", pattern]),
      })),
  );
}

function deploymentOf(
  layers: readonly SettingsLayer[],
  path: string,
): Sourced<ResolvedDeployment> | undefined {
  for (const layer of layers.toReversed())
    for (const [index, { name, files, release }] of (layer.values.deployments ?? []).entries()) {
      const absolute = files.map((file) => joinPath(layer.folder, file));
      if (!absolute.includes(path)) continue;
      return {
        value: { name, files: absolute, release },
        origin: layer.originOf(["deployments", index]),
      };
    }
  return undefined;
}

function ignoredBy(layers: readonly SettingsLayer[], path: string): Sourced<string> | undefined {
  for (const layer of layers.toReversed()) {
    const patterns = layer.values.ignores ?? [];
    const found = matchingPattern(patterns, layer.folder, path);
    if (found === undefined) continue;
    return { value: patterns[found.index] ?? "", origin: layer.originOf(["ignores", found.index]) };
  }
  return undefined;
}

/** What the last pattern that names a file says about its format. */
export function formatBy(layers: readonly SettingsLayer[], path: string): FormatSetting | undefined {
  for (const layer of layers.toReversed())
    for (const [glob, value] of Object.entries(layer.values.formats ?? {}).toReversed())
      if (matchingPattern([glob], layer.folder, path) !== undefined)
        return { value, glob, origin: layer.originOf(["formats", glob]) };
  return undefined;
}

function baselineOf(layers: readonly SettingsLayer[]): Sourced<string> | undefined {
  const layer = layers.findLast(({ values }) => values.baseline !== undefined);
  if (layer?.values.baseline === undefined) return undefined;
  return { value: joinPath(layer.folder, layer.values.baseline), origin: layer.originOf(["baseline"]) };
}
