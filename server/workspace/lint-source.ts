import type { Analysis, SourceFindings } from "../engine/analyze.ts";
import type { FileReport } from "../engine/report.ts";
import type { LinkedSource } from "../model/config-unit.ts";
import { type SourceId, sourceId } from "../model/location.ts";
import type { Source } from "../model/source.ts";
import { analyze } from "./analyze.ts";
import { type FileSettings, lintWith } from "./file-settings.ts";
import { fixDocument } from "./fix-document.ts";
import type { ResolvedSource } from "./link-references.ts";
import type { Workspace } from "./workspace.ts";

/** A text that has been linted, and fixed where that was asked for. */
export interface LintedText {
  /** The absolute path. */
  readonly path: string;
  /** Of the text as it is after the run. */
  readonly report: FileReport;
  /** Of the text as it was; the same object where nothing was fixed. */
  readonly reportBefore: FileReport;
  readonly textBefore: string;
  readonly text: string;
  readonly applied: number;
  /** Who knows the secrets of the text as it was, and of the text as it is. */
  readonly redactors: { readonly before: SourceRedactor; readonly after: SourceRedactor };
}

/** A source that has been linted, and fixed where that was asked for. */
export interface LintedSource extends LintedText {
  /** All that was found in it, also what a baseline or {@link LintOptions.select} leaves out. */
  readonly found: FileReport;
  /**
   * What its processes say about the files on which they draw. Baselines do not count yet, for a file that is linted itself has most
   * of these findings of its own.
   */
  readonly drawn: readonly LintedText[];
  /** Of the text as it is after the run. */
  readonly analysis: Analysis;
}

/** Knows the secrets of one source. */
export interface SourceRedactor {
  /** Another text without them. */
  redact(text: string): string;
  /** The text of the source with each of them masked character by character. */
  masked(): string;
}

/** Of the findings that the settings leave those that count, such as the ones on changed lines. The others are not fixed either. */
export type SelectFindings = (report: FileReport, text: string) => Promise<FileReport>;

/** How a source is linted. */
export interface LintOptions {
  readonly select?: SelectFindings;
  /** Which fixes are applied, in memory. */
  readonly fixing?: "none" | "safe" | "unsafe";
  /** False: the source itself is not fixed. */
  readonly fixesOwn?: boolean;
  /** False: the files on which it draws are not fixed. */
  readonly fixesDrawn?: boolean;
}

/** Lints one source with the settings of its file: lint, select, fix. */
export async function lintSource(
  workspace: Workspace,
  source: ResolvedSource,
  settings: FileSettings,
  options: LintOptions = {},
): Promise<LintedSource> {
  const { select = async (report) => report, fixing = "none" } = options;
  const { path } = source.linked.source.document;
  const absolute = source.pathOf(path);
  const analyzeSelected = async (linked: LinkedSource): Promise<Analysis> => {
    const analysis = await lintWith(analyze, linked, absolute, settings);
    const report = await select(analysis.report, linked.source.document.text);
    const elsewhere = await selectElsewhere(analysis.elsewhere, source, workspace);
    if (report === analysis.report && elsewhere === analysis.elsewhere) return analysis;
    return { ...analysis, report, elsewhere };
  };
  const before = await analyzeSelected(source.linked);
  const fixed =
    fixing === "none"
      ? { analysis: before, applied: new Map<string, number>() }
      : await fixAll(before, source, analyzeSelected, workspace, options);
  const after = fixed.analysis;
  const textFor = (shown: string): LintedText => textOf(shown, before, after, source, fixed.applied);
  const drawn = new Set([...before.elsewhere, ...after.elsewhere].map(({ report }) => report.path));
  const found = { ...after.report, findings: after.reported };
  return { ...textFor(path), found, drawn: [...drawn].map(textFor), analysis: after };
}

interface FixedSource {
  readonly analysis: Analysis;
  /** By shown path, how many fixes were applied. */
  readonly applied: ReadonlyMap<string, number>;
}

/** Fixes the source, then the texts on which it draws, one after the other. */
async function fixAll(
  before: Analysis,
  source: ResolvedSource,
  analyzeSelected: (linked: LinkedSource) => Promise<Analysis>,
  workspace: Workspace,
  { fixing, fixesOwn = true, fixesDrawn = true }: LintOptions,
): Promise<FixedSource> {
  const own = source.linked.source.document.path;
  const texts = new Map<string, string>();
  const applied = new Map<string, number>();
  let analysis = before;
  const fixOne = async (path: SourceId, count: (analysis: Analysis) => Promise<Analysis>) => {
    const read = (text: string) => source.withTexts(new Map([...texts, [path, text]]));
    const begun = analysis;
    const result = await fixDocument(
      begun.linked,
      {
        read,
        analyze: async (linked) => count(linked === begun.linked ? begun : await analyzeSelected(linked)),
      },
      fixing === "unsafe",
      path,
    );
    if (result.applied === 0) return;
    texts.set(path, result.text);
    applied.set(path, result.applied);
    analysis = await analyzeSelected(result.analysis.linked);
  };
  if (fixesOwn && hasFixes(analysis.report)) await fixOne(own, async (each) => each);
  for (const { report } of fixesDrawn ? before.elsewhere : [])
    if (hasFixes(report) && source.mayBeFixed(report.path))
      await fixOne(sourceId(report.path), (each) => withoutBaselines(each, source, workspace));
  return { analysis, applied };
}

function hasFixes({ findings }: FileReport): boolean {
  return findings.some(({ fixes }) => fixes.length > 0);
}

/** What a baseline lists is not fixed either. */
async function withoutBaselines(
  analysis: Analysis,
  source: ResolvedSource,
  workspace: Workspace,
): Promise<Analysis> {
  const elsewhere: SourceFindings[] = [];
  for (const each of analysis.elsewhere) {
    const path = source.pathOf(each.report.path);
    const baseline = await (await workspace.settingsOf(path)).baseline();
    elsewhere.push(baseline === undefined ? each : { ...each, report: baseline.without(each.report, path) });
  }
  return { ...analysis, elsewhere };
}

/**
 * What counts of the findings in files on which a source draws. The settings of such a file may switch rules off for it. Where they or
 * git ignore it, only errors count: nobody asked about the file, but the process does not work.
 */
async function selectElsewhere(
  elsewhere: readonly SourceFindings[],
  source: ResolvedSource,
  workspace: Workspace,
): Promise<readonly SourceFindings[]> {
  if (elsewhere.length === 0) return elsewhere;
  const selected: SourceFindings[] = [];
  for (const each of elsewhere) {
    const path = source.pathOf(each.report.path);
    const { resolved, lint } = await workspace.settingsOf(path);
    const onlyErrors = resolved.ignored !== undefined || (await workspace.isIgnoredByGit(path));
    const findings = each.report.findings.filter(
      ({ rule, severity }) => lint.severities?.get(rule) !== "off" && (!onlyErrors || severity === "error"),
    );
    selected.push({ ...each, report: { ...each.report, findings } });
  }
  return selected;
}

function textOf(
  shown: string,
  before: Analysis,
  after: Analysis,
  source: ResolvedSource,
  applied: ReadonlyMap<string, number>,
): LintedText {
  const was = findingsIn(shown, before);
  const is = before === after ? was : findingsIn(shown, after);
  const redactor = redactorOf(before, was.source);
  return {
    path: source.pathOf(shown),
    report: is.report,
    reportBefore: was.report,
    textBefore: was.source.document.text,
    text: is.source.document.text,
    applied: applied.get(shown) ?? 0,
    redactors: { before: redactor, after: before === after ? redactor : redactorOf(after, is.source) },
  };
}

/** A report of one of the texts; without findings where there are none in it. */
function findingsIn(
  shown: string,
  { linked, report, elsewhere }: Analysis,
): { readonly source: Source; readonly report: FileReport } {
  if (shown === linked.source.document.path) return { source: linked.source, report };
  const found = elsewhere.find((each) => each.report.path === shown);
  if (found !== undefined) return found;
  const source = [...linked.drawn.values()].find(({ document }) => document.path === shown) ?? linked.source;
  return { source, report: { ...report, path: shown, findings: [], text: "", masked: [], suppressed: 0 } };
}

function redactorOf({ redactor }: Analysis, source: Source): SourceRedactor {
  return {
    redact: (text) => redactor.redact(text),
    masked: () => redactor.maskedText(source),
  };
}
