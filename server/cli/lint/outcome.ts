import type { FileReport } from "../../engine/report.ts";
import { ExitCode } from "../exit-code.ts";
import type { LintOptions } from "./lint-options.ts";
import { isAtLeast } from "./severity-order.ts";

/** The exit code of a run: what was found, whatever was shown and however. */
export function outcomeOf(
  files: readonly FileReport[],
  hadProblems: boolean,
  { failOn, maxWarnings }: Pick<LintOptions, "failOn" | "maxWarnings">,
): ExitCode {
  if (files.some((file) => file.failedRules.length > 0)) return ExitCode.internal;
  if (hadProblems) return ExitCode.usage;
  const findings = files.flatMap((file) => file.findings);
  if (failOn !== "never" && findings.some(({ severity }) => isAtLeast(severity, failOn)))
    return ExitCode.findings;
  const warnings = findings.filter(({ severity }) => severity === "warning").length;
  return maxWarnings !== undefined && warnings > maxWarnings ? ExitCode.findings : ExitCode.clean;
}
