import { memoizeBy } from "../../../grammar/text/memoize.ts";
import type { Analysis } from "../../engine/analyze.ts";
import type { LintSettings } from "../../engine/lint-settings.ts";
import type { FileReport } from "../../engine/report.ts";
import type { ResolvedSource } from "../../workspace/link-references.ts";
import type { ChangedSources } from "./changed-sources.ts";

/** Of what is found in a source, and in the files on which it draws, lets through what a change touches or breaks. */
export class ChangeFilter {
  readonly #changed: ChangedSources;
  readonly #source: ResolvedSource;
  /** What was found in another text of the source; undefined where no process was described. */
  readonly #analyze: (text: string) => Promise<Analysis | undefined>;

  constructor(changed: ChangedSources, source: ResolvedSource, settings: LintSettings) {
    this.#changed = changed;
    this.#source = source;
    this.#analyze = memoizeBy(
      (text: string) => text,
      async (text) => {
        const { analyze } = await import("../../workspace/analyze.ts");
        const was = this.#source.withTexts(new Map([[this.#source.linked.source.document.path, text]]));
        return was.units.length === 0 ? undefined : analyze(was, settings);
      },
    );
  }

  /** The report of the source itself. */
  async own(report: FileReport, text: string, path: string): Promise<FileReport> {
    const { changedFindings } = await import("../../report/changed-findings.ts");
    // Where no process was described before, all that is found now is new.
    return changedFindings(report, text, await this.#changed.textBefore(path), async (before) => ({
      findings: (await this.#analyze(before))?.report.findings ?? [],
    }));
  }

  /**
   * The report of a file on which the source draws.
   * @param source the absolute path of the source
   */
  async drawn(report: FileReport, text: string, path: string, source: string): Promise<FileReport> {
    const { changedFindings } = await import("../../report/changed-findings.ts");
    const isChanged = this.#changed.includes(path);
    const before = isChanged ? await this.#changed.textBefore(path) : text;
    const sourceBefore = await this.#changed.textBefore(source);
    return changedFindings(report, text, before, async () => ({
      findings:
        sourceBefore === undefined
          ? []
          : ((await this.#analyze(sourceBefore))?.elsewhere.find((each) => each.report.path === report.path)
              ?.report.findings ?? []),
    }));
  }
}
