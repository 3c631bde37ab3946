import type { Analysis } from "../engine/analyze.ts";
import type { LintSettings } from "../engine/lint-settings.ts";
import type { FileReport } from "../engine/report.ts";
import type { LinkedSource } from "../model/config-unit.ts";
import { SourceDocument } from "../model/source-document.ts";
import { analyze } from "./analyze.ts";
import { fixDocument } from "./fix-document.ts";
import type { ResolvedSource } from "./resolve-references.ts";

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

/** What decides which findings of a text count: a baseline, a line filter. The others are not fixed either. */
export type SelectFindings = (report: FileReport, text: string) => Promise<FileReport>;

/** Lints one source, and fixes it in memory where `fixing` says with which fixes. */
export async function lintSource(
  { linked, link }: ResolvedSource,
  settings: LintSettings,
  select: SelectFindings,
  fixing: "none" | "safe" | "unsafe",
): Promise<LintedSource> {
  const { document } = linked.source;
  const read = (text: string): LinkedSource => link(new SourceDocument(document.path, text));
  const analyzeSelected = async (linked: LinkedSource): Promise<Analysis> => {
    const analysis = await analyze(linked, settings);
    const { text } = linked.source.document;
    return { ...analysis, report: await select(analysis.report, text) };
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
