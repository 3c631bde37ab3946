import type { Analysis } from "../engine/analyze.ts";
import type { FileReport } from "../engine/report.ts";
import type { LinkedSource } from "../model/config-unit.ts";
import { analyze } from "./analyze.ts";
import { type FileSettings, lintWith } from "./file-settings.ts";
import { fixDocument } from "./fix-document.ts";
import type { ResolvedSource } from "./link-references.ts";

/** A source that has been linted, and fixed where that was asked for. */
export interface LintedSource {
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
}

/** Lints one source with the settings of its file: lint, select, fix. */
export async function lintSource(
  source: ResolvedSource,
  settings: FileSettings,
  { select = async (report) => report, fixing = "none" }: LintOptions = {},
): Promise<LintedSource> {
  const { linked } = source;
  const { document } = linked.source;
  const absolute = source.pathOf(document.path);
  const read = (text: string): LinkedSource => source.withTexts(new Map([[document.path, text]]));
  const analyzeSelected = async (linked: LinkedSource): Promise<Analysis> => {
    const analysis = await lintWith(analyze, linked, absolute, settings);
    return { ...analysis, report: await select(analysis.report, linked.source.document.text) };
  };
  const first = await analyzeSelected(linked);
  const known = { reportBefore: first.report, textBefore: document.text };
  const before = redactorOf(first);
  if (fixing === "none" || !first.report.findings.some(({ fixes }) => fixes.length > 0)) {
    const redactors = { before, after: before };
    return { ...known, report: first.report, text: document.text, applied: 0, redactors };
  }
  const { analysis, text, applied } = await fixDocument(
    linked,
    { read, analyze: analyzeSelected },
    fixing === "unsafe",
  );
  return {
    ...known,
    report: analysis.report,
    text,
    applied,
    redactors: { before, after: redactorOf(analysis) },
  };
}

function redactorOf({ redactor, linked }: Analysis): SourceRedactor {
  return {
    redact: (text) => redactor.redact(text),
    masked: () => redactor.maskedText(linked.source),
  };
}
