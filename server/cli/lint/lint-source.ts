import { type Analysis, analyse } from "../../engine/lint.ts";
import type { LintSettings } from "../../engine/lint-settings.ts";
import type { FileReport } from "../../engine/report.ts";
import { type FixResult, fixDocument } from "../../fixes/fix-document.ts";
import { readUnit } from "../../formats/read-unit.ts";
import type { Carrier, ConfigUnit } from "../../model/config-unit-old.ts";
import { SourceDocument } from "../../model/source-document.ts";

/** A source that has been linted, and fixed where that was wanted. */
export interface LintedSource {
  /** Of the text as it stands after the run. */
  readonly report: FileReport;
  /** Of the text as it was; the same object where nothing was fixed. */
  readonly reportBefore: FileReport;
  readonly textBefore: string;
  readonly text: string;
  readonly applied: number;
}

/** What decides which findings of a text count: a baseline, a line filter. They are not fixed either. */
export type SelectFindings = (report: FileReport, text: string) => Promise<FileReport>;

/** Lints one source, and fixes it in memory where `fixing` says with which fixes. */
export async function lintSource(
  document: SourceDocument,
  carrier: Carrier,
  settings: LintSettings,
  select: SelectFindings,
  fixing: "none" | "safe" | "unsafe",
): Promise<LintedSource> {
  const read = (text: string): ConfigUnit => readUnit(new SourceDocument(document.path, text), carrier);
  const analyseSelected = async (unit: ConfigUnit): Promise<Analysis> => {
    const analysis = await analyse(unit, settings);
    return { ...analysis, report: await select(analysis.report, unit.document.text) };
  };
  const unit = readUnit(document, carrier);
  const first = await analyseSelected(unit);
  if (fixing === "none" || !first.report.findings.some(({ fixes }) => fixes.length > 0)) {
    const { report } = first;
    return { report, reportBefore: report, textBefore: document.text, text: document.text, applied: 0 };
  }
  const result: FixResult = await fixDocument(unit, { read, analyse: analyseSelected }, fixing === "unsafe");
  return {
    report: result.analysis.report,
    reportBefore: first.report,
    textBefore: document.text,
    text: result.text,
    applied: result.applied,
  };
}
