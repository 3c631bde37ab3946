import { memoizeText } from "../../grammar/text/memoize.ts";
import { namedRelease } from "../../schemas/catalog.ts";
import type { Release } from "../../schemas/release.ts";
import type { LintSettings } from "../engine/lint-settings.ts";
import { extraPropertyTest } from "./extra-properties.ts";
import type { ResolvedSettings } from "./resolved-settings.ts";

/** What a run wants besides its settings files, from flags or an editor; it wins over them. */
export interface SettingsOverrides {
  readonly release?: Release | undefined;
  readonly edition?: "oss" | "enterprise" | undefined;
  readonly severities?: NonNullable<LintSettings["severities"]>;
  /** False: comments silence nothing. */
  readonly inlineConfig?: boolean;
}

/** The settings of a file as the engine takes them. */
export function lintSettingsFrom(settings: ResolvedSettings, wishes: SettingsOverrides = {}): LintSettings {
  const edition = wishes.edition ?? settings.edition?.value;
  const release = settings.deployment?.value.release ?? settings.release?.value;
  const { ofUnit } = settings;
  const severities = new Map<string, "error" | "warning" | "info" | "hint" | "off">();
  const options = new Map<string, Readonly<Record<string, unknown>>>();
  for (const [id, rule] of settings.rules) {
    if (rule.level !== undefined) severities.set(id, rule.level.value);
    if (rule.options.size > 0) {
      options.set(id, Object.fromEntries([...rule.options].map(([name, { value }]) => [name, value])));
    }
  }
  for (const [id, level] of wishes.severities ?? []) severities.set(id, level);
  return {
    release: {
      flag: wishes.release,
      settings: release === undefined ? undefined : namedRelease(release, edition),
      edition,
    },
    severities,
    options,
    ...(settings.extraProperties.length === 0
      ? {}
      : { isExtraProperty: extraPropertyTest(settings.extraProperties.map(({ value }) => value)) }),
    inlineConfig: wishes.inlineConfig ?? settings.inlineSuppressions.value,
    requireReason: settings.requireReason.value,
    ...(ofUnit === undefined
      ? {}
      : { ofUnit: memoizeText((unit: string) => lintSettingsFrom(ofUnit(unit), wishes)) }),
  };
}
