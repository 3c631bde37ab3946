import { append } from "../../../grammar/text/large-lists.ts";
import type { FileReport } from "../../engine/report.ts";
import { type SettingPlace, settingPlaces, type WorkspaceView } from "../../why/workspace-view.ts";
import { lintSource } from "../../workspace/lint-source.ts";
import type { Arguments } from "../command.ts";
import type { Io } from "../io.ts";
import { findSources } from "../lint/find-sources.ts";
import { commandWorkspace } from "../one-source.ts";

/** The configuration below the current folder, and what takes its secrets out of a text. */
export interface ReadWorkspace {
  readonly view: WorkspaceView;
  readonly redact: (text: string) => string;
}

/** Lints all configuration below the current folder; what cannot be read is left out. */
export async function readWorkspace(argv: Arguments, io: Io): Promise<ReadWorkspace> {
  const { files, workingFolder: folder } = io.platform;
  const workspace = await commandWorkspace(argv, io);
  const reports: FileReport[] = [];
  const settings: SettingPlace[] = [];
  const redactors: ((text: string) => string)[] = [];
  const found = await findSources([], { files, folder, gitignore: true, exclude: [] });
  for (const source of found.sources) {
    const { settings: own, opened } = await workspace.open(source);
    if (own.resolved.ignored !== undefined || opened.kind !== "opened") continue;
    const linted = await lintSource(workspace, opened.source, own);
    append(settings, settingPlaces(opened.source.linked));
    for (const { report, redactors: of } of [linted, ...linted.drawn]) {
      reports.push(report);
      redactors.push((text) => of.before.redact(text));
    }
  }
  return {
    view: { settings, reports },
    redact: (text) => redactors.reduce((result, redact) => redact(result), text),
  };
}
