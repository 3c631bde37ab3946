import type { ConfigUnit } from "../inputs/config-unit.ts";
import type { Finding } from "./finding.ts";
import type { LintSettings } from "./lint-settings.ts";
import type { Rule } from "./rule.ts";

/** Findings after the comments that silence have been honoured, and how many were silenced. */
export interface Suppressed {
  readonly findings: readonly Finding[];
  readonly silenced: number;
}

/** Applies the comments of a source that silence findings. */
export function suppress(
  _unit: ConfigUnit,
  findings: readonly Finding[],
  _settings: LintSettings,
  _rules: ReadonlyMap<string, Rule>,
): Suppressed {
  return { findings, silenced: 0 };
}
