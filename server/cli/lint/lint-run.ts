import { encodeText } from "../../../grammar/text/decode-text.ts";
import { type FileReport, summarize } from "../../engine/report.ts";
import { FileError } from "../../platform/file-error.ts";
import type { LintRun } from "../../report/reporter.ts";
import { isSettingsPath } from "../../settings/discover-settings.ts";
import type { FileSettings } from "../../workspace/file-settings.ts";
import { type LintedSource, lintSource, type SelectFindings } from "../../workspace/lint-source.ts";
import type { OpenedSource } from "../../workspace/open-source.ts";
import type { SourcePath } from "../../workspace/source-path.ts";
import type { Workspace } from "../../workspace/workspace.ts";
import type { Io } from "../io.ts";
import type { ChangedSources } from "./changed-sources.ts";
import type { LintOptions } from "./lint-options.ts";
import { Notices } from "./notices.ts";
import { withoutBelow } from "./severity-order.ts";
import type { Stopwatch } from "./stopwatch.ts";

/** What linting stands on. */
export interface LintMeans {
  readonly io: Io;
  readonly options: LintOptions;
  readonly workspace: Workspace;
  /** @throws UserError for a settings file that is wrong */
  checkSettings(file: string): Promise<void>;
  readonly changed: ChangedSources | undefined;
  readonly stopwatch: Stopwatch | undefined;
}

/** What linting some sources came to. */
export interface LintOutcome {
  readonly run: LintRun;
  /** The reports that decide about the exit code: nothing that is found is left out, even where it is not shown. */
  readonly judged: readonly FileReport[];
  /** Sources with the text that fixing left, where it differs. */
  readonly fixed: readonly { readonly source: SourcePath; readonly linted: LintedSource }[];
  readonly hadProblems: boolean;
  /** Standard input after fixing, and as it came where it was not linted; undefined where there is none. */
  readonly stdinBytes: Uint8Array | undefined;
}

/** From here on a run is about many sources. */
const MANY = 100;

/** Lints sources one after the other. What cannot be read is said on standard error, and the others go on. */
export async function lintAll(
  sources: readonly SourcePath[],
  stdin: SourcePath | undefined,
  means: LintMeans,
): Promise<LintOutcome> {
  const { io, options } = means;
  const shown: FileReport[] = [];
  const judged: FileReport[] = [];
  const fixed: { source: SourcePath; linted: LintedSource }[] = [];
  const leftAlone = new Notices(io.stderr, "more files are left alone; --list-files says why");
  const problems = new Notices(io.stderr, "more files cannot be linted; --list-files says why");
  let hadProblems = false;
  let stdinBytes: Uint8Array | undefined;
  let applied = 0;
  if (sources.length >= MANY) await io.platform.expectMany();
  for (const source of stdin === undefined ? sources : [stdin, ...sources]) {
    if (source !== stdin && means.changed?.includes(source.absolute) === false) continue;
    if (source.named && source !== stdin && isSettingsPath(source.absolute)) {
      await means.checkSettings(source.absolute);
      leftAlone.say(`${source.shown} is a settings file of kong-lint, not of Kong, and it is valid`);
      continue;
    }
    const settings = await means.workspace.settingsOf(source.absolute);
    const isIgnored = settings.resolved.ignored !== undefined;
    if (isIgnored && source !== stdin) continue;
    if (source === stdin) stdinBytes = await io.stdin();
    const bytes = source === stdin ? stdinBytes : undefined;
    const read = bytes === undefined ? {} : { read: async () => bytes };
    const opened = await means.workspace.openWith(source, settings, read);
    if (opened.kind === "opened" && !isIgnored) {
      const linted = await lintOne(source, opened, settings, means);
      const written = options.fixing !== "write" || source === stdin || (await write(source, linted, io));
      if (!written) hadProblems = true;
      const report = options.fixing === "diff" || !written ? linted.reportBefore : linted.report;
      judged.push(slim(report));
      shown.push(slim(withoutBelow(report, options.show)));
      if (linted.applied > 0 && written) {
        applied += linted.applied;
        fixed.push({ source, linted });
      }
      if (source === stdin && linted.text !== linted.textBefore) stdinBytes = encodeText(linted.text);
    } else if (opened.kind === "problem") {
      hadProblems = true;
      problems.say(`${source.shown}: ${opened.reason}`);
    } else if (opened.kind === "left-alone" && source.named) {
      leftAlone.say(`${source.shown} is left alone: ${opened.reason}`);
    }
  }
  leftAlone.finish();
  problems.finish();
  const run = { files: shown, summary: summarize(shown), fixed: applied, dryRun: options.fixing !== "write" };
  return { run, judged, fixed, hadProblems, stdinBytes };
}

async function lintOne(
  source: SourcePath,
  { source: resolvedSource, mayBeFixed }: Extract<OpenedSource, { kind: "opened" }>,
  fromFiles: FileSettings,
  means: LintMeans,
): Promise<LintedSource> {
  const { options, changed, stopwatch } = means;
  const settings: FileSettings =
    stopwatch === undefined ? fromFiles : { ...fromFiles, lint: { ...fromFiles.lint, timing: stopwatch } };
  const select: SelectFindings = async (report, text) => {
    if (changed === undefined) return report;
    const { changedFindings } = await import("../../report/changed-findings.ts");
    return changedFindings(report, text, await changed.textBefore(source.absolute), async (before) => {
      const { lint } = await import("../../workspace/analyze.ts");
      const { path } = resolvedSource.linked.source.document;
      const was = resolvedSource.withTexts(new Map([[path, before]]));
      // Where no process was described before, all that is found now is new.
      return was.units.length === 0 ? { ...report, findings: [] } : lint(was, settings.lint);
    });
  };
  const fixing = options.fixing === "no" || !mayBeFixed ? "none" : options.unsafe ? "unsafe" : "safe";
  return lintSource(resolvedSource, settings, { select, fixing });
}

/** Writes a fixed text. False, with a word on standard error, where that is not possible. */
async function write(source: SourcePath, linted: LintedSource, io: Io): Promise<boolean> {
  if (linted.text === linted.textBefore) return true;
  try {
    await io.platform.files.write(source.absolute, encodeText(linted.text));
    return true;
  } catch (error) {
    if (!(error instanceof FileError)) throw error;
    io.stderr.say(`${source.shown} cannot be written: ${error.message}`);
    return false;
  }
}

/** Of a clean file no report shows a line, so its text need not be kept. */
function slim(report: FileReport): FileReport {
  return report.findings.length > 0 ? report : { ...report, text: "", masked: [] };
}
