import { once } from "../../../grammar/text/memoize.ts";
import type { Analysis } from "../../engine/analyze.ts";
import type { LintSettings } from "../../engine/lint-settings.ts";
import type { FileReport } from "../../engine/report.ts";
import type { ResolvedSource } from "../../workspace/link-references.ts";
import type { ChangedSources } from "./changed-sources.ts";

/** Of what is found in a source, and in the files on which it draws, lets through what a change touches or breaks. */
export class ChangeFilter {
  readonly #changed: ChangedSources;
  readonly #source: ResolvedSource;
  /** What was found before the change; undefined where no process was described then. */
  readonly #analysisBefore: () => Promise<Analysis | undefined>;

  constructor(changed: ChangedSources, source: ResolvedSource, settings: LintSettings) {
    this.#changed = changed;
    this.#source = source;
    this.#analysisBefore = once(async () => {
      const texts = await this.#textsBefore();
      if (texts === undefined) return undefined;
      const { analyze } = await import("../../workspace/analyze.ts");
      const was = this.#source.withTexts(texts);
      return was.units.length === 0 ? undefined : analyze(was, settings);
    });
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

  /** The texts that changed, as they were, by their shown paths; undefined where the source itself is new. */
  async #textsBefore(): Promise<ReadonlyMap<string, string> | undefined> {
    const { linked, pathOf } = this.#source;
    const own = linked.source.document.path;
    const texts = new Map<string, string>();
    for (const shown of [own, ...linked.drawn.keys()]) {
      if (!this.#changed.includes(pathOf(shown))) continue;
      const before = await this.#changed.textBefore(pathOf(shown));
      if (before === undefined && shown === own) return undefined;
      // A file that is new set nothing before.
      texts.set(shown, before ?? "");
    }
    return texts;
  }
}
