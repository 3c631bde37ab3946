/**
 * The public API of kong-lint: what the command line and the language server stand on, for other tools. Everything here
 * is a pure function of its arguments; nothing touches files, the environment or the network.
 */
import { lint } from "./engine/lint.ts";
import type { LintSettings } from "./engine/lint-settings.ts";
import type { FileReport } from "./engine/report.ts";
import { readUnit } from "./formats/read-unit.ts";
import type { Carrier } from "./model/config-unit-old.ts";
import { SourceDocument } from "./model/source-document.ts";

export type { Edition, Release } from "../schemas/release.ts";
export { describeRelease, formatRelease, parseRelease } from "../schemas/release.ts";
export type { LintSettings } from "./engine/lint-settings.ts";
export type { FileReport, ReportedFinding, ReportedFix, Summary } from "./engine/report.ts";
export { summarize } from "./engine/report.ts";
export type { Severity } from "./findings/finding.ts";
export type { Carrier } from "./model/config-unit-old.ts";

/**
 * Lints one text.
 * @param path the name that reports show; no file is read
 * @param text as UTF-16; see `decodeText` of the inputs for bytes that are not UTF-8
 * @param carrier how the text is written
 */
export function lintText(
  path: string,
  text: string,
  carrier: Carrier = "kong-conf",
  settings: LintSettings = {},
): Promise<FileReport> {
  return lint(readUnit(new SourceDocument(path, text), carrier), settings);
}
