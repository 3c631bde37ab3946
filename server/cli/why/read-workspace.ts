import type { FileReport } from "../../engine/report.ts";
import { lintSettingsFrom } from "../../settings/lint-settings-from.ts";
import { type SettingPlace, settingPlaces, type WorkspaceView } from "../../why/workspace-view.ts";
import { lintSource } from "../../workspace/lint-source.ts";
import type { Arguments } from "../command.ts";
import type { Io } from "../io.ts";
import { findSources } from "../lint/find-sources.ts";
import { settingsWishes } from "../lint/lint-options.ts";
import { openSource } from "../lint/open-source.ts";
import { settingsResolver } from "../one-source.ts";

/** The configuration below the current folder, and what takes its secrets out of a text. */
export interface ReadWorkspace {
  readonly view: WorkspaceView;
  readonly redact: (text: string) => string;
}

/** Lints all configuration below the current folder; what cannot be read is left out. */
export async function readWorkspace(argv: Arguments, io: Io): Promise<ReadWorkspace> {
  const { files, workingFolder: folder } = io.platform;
  const resolver = settingsResolver(argv, io);
  const wishes = await settingsWishes(argv);
  const reports: FileReport[] = [];
  const settings: SettingPlace[] = [];
  const redactors: ((text: string) => string)[] = [];
  const found = await findSources([], { files, folder, gitignore: true, exclude: [] });
  for (const source of found.sources) {
    const resolved = await resolver.resolve(source.absolute);
    if (resolved.ignored !== undefined) continue;
    const opened = await openSource(source, io.platform);
    if (opened.kind !== "opened") continue;
    const linted = await lintSource(
      opened.source,
      lintSettingsFrom(resolved, wishes),
      async (report) => report,
      "none",
    );
    reports.push(linted.report);
    settings.push(...settingPlaces(opened.source.linked.units));
    redactors.push((text) => linted.redactors.before.redact(text));
  }
  return {
    view: { settings, reports },
    redact: (text) => redactors.reduce((result, redact) => redact(result), text),
  };
}
