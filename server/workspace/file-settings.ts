import { memoizeLast } from "../../grammar/text/memoize.ts";
import type { Analysis } from "../engine/analyze.ts";
import type { LintSettings } from "../engine/lint-settings.ts";
import { mostSevere } from "../engine/most-severe.ts";
import type { FileReport } from "../engine/report.ts";
import type { LinkedSource } from "../model/config-unit.ts";
import { lintSettingsFrom, type SettingsOverrides } from "../settings/lint-settings-from.ts";
import type { ResolvedSettings } from "../settings/resolved-settings.ts";
import { NO_SETTINGS, type SettingsResolver } from "../settings/settings-resolver.ts";

/** Takes out of a report what a file lists. */
export interface Baseline {
  /** The report without what the baseline lists. `path` is the absolute one of the source. */
  without(report: FileReport, path: string): FileReport;
}

/** The settings of one file, whoever asks. */
export interface FileSettings {
  /** Every value with its origin. */
  readonly resolved: ResolvedSettings;
  /** As the engine takes them. */
  readonly lint: LintSettings;
  /**
   * The baseline that applies, opened when it is first asked for.
   * @throws UserError where it cannot be read
   */
  baseline(): Promise<Baseline | undefined>;
}

/** The settings of a file about which nothing is said. */
export const DEFAULT_SETTINGS: FileSettings = {
  resolved: NO_SETTINGS,
  lint: {},
  baseline: async () => undefined,
};

/** Where the settings of files come from. */
export interface SettingsDeps {
  readonly resolver: Pick<SettingsResolver, "resolve">;
  /** What wins over settings files. */
  readonly overrides?: SettingsOverrides;
  /** Opens the baseline that settings name. */
  baseline(settings: ResolvedSettings): Promise<Baseline | undefined>;
}

/**
 * The settings of the file at an absolute path.
 * @throws UserError for a settings file that is wrong
 */
export async function fileSettings(path: string, deps: SettingsDeps): Promise<FileSettings> {
  const resolved = await deps.resolver.resolve(path);
  return {
    resolved,
    lint: lintSettings(resolved, deps.overrides),
    baseline: () => deps.baseline(resolved),
  };
}

/** The files of a run mostly share their settings. */
const lintSettings = memoizeLast((resolved: ResolvedSettings, overrides: SettingsOverrides | undefined) =>
  lintSettingsFrom(resolved, overrides),
);

/** The rules, which a caller may load later than all else. */
export type Engine = (linked: LinkedSource, settings: LintSettings) => Promise<Analysis>;

/**
 * What is found in a source, as far as the settings of its file let it count.
 * @param path absolute
 * @param most findings, the most severe ones; absent: all
 */
export async function lintWith(
  engine: Engine,
  linked: LinkedSource,
  path: string,
  settings: FileSettings,
  most?: number,
): Promise<Analysis> {
  // A baseline takes out what it lists, which may be all but the last ones.
  const isChosen = settings.resolved.ignored === undefined && (await settings.baseline()) !== undefined;
  const lint = most === undefined || isChosen ? settings.lint : { ...settings.lint, mostFindings: most };
  const analysis = await engine(linked, lint);
  const report = await selectFindings(analysis.report, path, settings);
  const findings = mostSevere(report.findings, most);
  if (report === analysis.report && findings === report.findings) return analysis;
  const leftOut = settings.resolved.ignored === undefined ? analysis.leftOut : 0;
  return {
    ...analysis,
    report: { ...report, findings },
    leftOut: leftOut + report.findings.length - findings.length,
  };
}

/** The findings that count: none of a file that settings ignore, and none that the baseline lists. */
async function selectFindings(
  report: FileReport,
  path: string,
  { resolved, baseline }: Pick<FileSettings, "resolved" | "baseline">,
): Promise<FileReport> {
  if (resolved.ignored !== undefined) return { ...report, findings: [] };
  const known = await baseline();
  return known === undefined ? report : known.without(report, path);
}
