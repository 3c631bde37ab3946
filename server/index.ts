/**
 * The public API of kong-lint: what the command line and the language server stand on, for other tools. Everything here
 * is a pure function of its arguments; nothing touches files, the environment or the network.
 */
import type { FileReport } from "./engine/report.ts";
import { createLinter } from "./workspace/create-linter.ts";

export type { TextEdit } from "../grammar/text/text-edit.ts";
export { applyEdits } from "../grammar/text/text-edit.ts";
export type { Edition, Release } from "../schemas/release.ts";
export { describeRelease, formatRelease, parseRelease } from "../schemas/release.ts";
export type { EffectiveConfiguration } from "./engine/effective-configuration.ts";
export type { FileReport, ReportedFinding, ReportedFix, Summary, UnitReport } from "./engine/report.ts";
export { summarize } from "./engine/report.ts";
export type { Severity } from "./findings/finding.ts";
export { type RenderOptions, render, reporterNames } from "./report/render.ts";
export type {
  FixedText,
  InputErrorCode,
  Linter,
  LinterInput,
  LinterOptions,
} from "./workspace/create-linter.ts";
export { createLinter, detect, formatNames, InputError } from "./workspace/create-linter.ts";
export { type RuleSummary, rules } from "./workspace/rule-summaries.ts";

/**
 * Lints one text with the defaults of {@link createLinter}.
 * @param path the name that reports show; no file is read
 * @param text as UTF-16
 * @param format how the text is written
 * @throws InputError for an unknown format, and for settings of another shape
 */
export function lintText(
  path: string,
  text: string,
  format: "kong-conf" | "dotenv" = "kong-conf",
  settings?: unknown,
): Promise<FileReport> {
  return createLinter({ settings }).lint({ path, text, format });
}
