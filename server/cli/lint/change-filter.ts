import { encodeText } from "../../../grammar/text/decode-text.ts";
import { once } from "../../../grammar/text/memoize.ts";
import type { Analysis } from "../../engine/analyze.ts";
import type { FileReport } from "../../engine/report.ts";
import type { FileSettings } from "../../workspace/file-settings.ts";
import { Snapshot } from "../../workspace/snapshot.ts";
import type { SourcePath } from "../../workspace/source-path.ts";
import type { Workspace } from "../../workspace/workspace.ts";
import type { ChangedSources } from "./changed-sources.ts";

/** What a change is asked about: a source, and the files as they are after it. */
export interface ChangeQuestion {
  readonly source: SourcePath;
  /** The text of the source after the change. */
  readonly text: string;
  readonly settings: FileSettings;
  readonly workspace: Workspace;
}

/** Of what is found in a source, and in the files on which it draws, lets through what a change touches or breaks. */
export class ChangeFilter {
  readonly #changed: ChangedSources;
  /** What was found before the change; undefined where no process was described then. */
  readonly #analysisBefore: () => Promise<Analysis | undefined>;

  constructor(changed: ChangedSources, question: ChangeQuestion) {
    this.#changed = changed;
    this.#analysisBefore = once(() => this.#analyzeBefore(question));
  }

  /** The report of the source itself. */
  async own(report: FileReport, text: string, path: string): Promise<FileReport> {
    const { changedFindings } = await import("../../report/changed-findings.ts");
    // Where no process was described before, all that is found now is new.
    return changedFindings(report, text, await this.#textBefore(path, text), async () => ({
      findings: (await this.#analysisBefore())?.report.findings ?? [],
    }));
  }

  /** The report of a file on which the source draws. */
  async drawn(report: FileReport, text: string, path: string): Promise<FileReport> {
    const { changedFindings } = await import("../../report/changed-findings.ts");
    return changedFindings(report, text, await this.#textBefore(path, text), async () => ({
      findings:
        (await this.#analysisBefore())?.elsewhere.find((each) => each.report.path === report.path)?.report
          .findings ?? [],
    }));
  }

  /** @returns undefined for a new file */
  async #textBefore(path: string, text: string): Promise<string | undefined> {
    return this.#changed.includes(path) ? this.#changed.textBefore(path) : text;
  }

  /** Files that are not there any more are read as well: what drew on them has lost them. */
  async #analyzeBefore({ source, text, settings, workspace }: ChangeQuestion): Promise<Analysis | undefined> {
    const was = await this.#textBefore(source.absolute, text);
    if (was === undefined) return undefined;
    const before = workspace.with(Snapshot.of(this.#changed.filesBefore(workspace.snapshot.files)));
    const opened = await before.openWith(source, settings, { read: async () => encodeText(was) });
    if (opened.kind !== "opened") return undefined;
    const { analyze } = await import("../../workspace/analyze.ts");
    return analyze(opened.source.linked, settings.lint);
  }
}
