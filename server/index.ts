/**
 * The public API of kong-lint: what the command line and the language server stand on, for other tools. Everything here
 * is a pure function of its arguments; nothing touches files, the environment or the network.
 */

import type { LintSettings } from "./engine/lint-settings.ts";
import type { FileReport } from "./engine/report.ts";
import { dotenv } from "./formats/dotenv/format.ts";
import { kongConf } from "./formats/kong-conf/format.ts";
import { linkSource } from "./formats/read-unit.ts";
import { SourceDocument } from "./model/source-document.ts";
import { checkObject, checkReports, checkString } from "./platform/check-input.ts";
import { unknownFormat } from "./platform/input-error.ts";
import { type RenderOptions, render as renderReports, reporterNames } from "./report/render.ts";
import { lint } from "./workspace/analyze.ts";

export type { TextEdit } from "../grammar/text/text-edit.ts";
export type { Edition, Release } from "../schemas/release.ts";
export { describeRelease, formatRelease, parseRelease } from "../schemas/release.ts";
export type { EffectiveConfiguration } from "./engine/effective-configuration.ts";
export type { LintSettings } from "./engine/lint-settings.ts";
export type { FileReport, ReportedFinding, ReportedFix, Summary, UnitReport } from "./engine/report.ts";
export { summarize } from "./engine/report.ts";
export type { Severity } from "./findings/finding.ts";
export { formatNames } from "./formats/format-names.ts";
export { applyTextEdits as applyEdits } from "./platform/check-input.ts";
export { InputError, type InputErrorCode } from "./platform/input-error.ts";
export { type RenderOptions, reporterNames } from "./report/render.ts";
export type {
  FixedText,
  Linter,
  LinterInput,
  LinterOptions,
} from "./workspace/create-linter.ts";
export { createLinter, detect } from "./workspace/create-linter.ts";
export { type RuleSummary, rules } from "./workspace/rule-summaries.ts";

/**
 * Lints one text with settings that were put together already; {@link createLinter} takes those of a settings file.
 * @param path the name that reports show; no file is read
 * @param text as UTF-16
 * @param format how the text is written
 */
export function lintText(
  path: string,
  text: string,
  format: "kong-conf" | "dotenv" = "kong-conf",
  settings: LintSettings = {},
): Promise<FileReport> {
  checkString("path", path);
  checkString("text", text);
  const reader = format === "dotenv" ? dotenv : kongConf;
  return lint(linkSource(reader.parse(new SourceDocument(path, text))), settings);
}

/**
 * Reports of files as one text, in an output format by its name.
 * @throws InputError for a name that is not one of {@link reporterNames}
 */
export async function render(
  name: string,
  files: readonly FileReport[],
  options: RenderOptions = {},
): Promise<string> {
  if (!reporterNames.includes(name)) throw unknownFormat(name, reporterNames);
  checkReports("files", files);
  checkObject("options", options);
  return renderReports(name, files, options);
}
