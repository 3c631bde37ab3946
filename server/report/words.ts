import type { Summary } from "../engine/report.ts";
import type { LintRun } from "./reporter.ts";

/** `1 error`, `2 errors`. */
export function count(number: number, one: string, many = `${one}s`): string {
  return `${number} ${number === 1 ? one : many}`;
}

/** `2 errors, 1 warning`; what does not occur is not named. Empty for nothing. */
export function summaryWords(summary: Summary): string {
  return [
    summary.errors > 0 ? count(summary.errors, "error") : "",
    summary.warnings > 0 ? count(summary.warnings, "warning") : "",
    summary.infos > 0 ? count(summary.infos, "info", "infos") : "",
    summary.hints > 0 ? count(summary.hints, "hint") : "",
  ]
    .filter((words) => words !== "")
    .join(", ");
}

/** How many findings have a fix of each kind; a finding counts once, for its most careful fix. */
export function fixable(run: LintRun): { readonly safe: number; readonly unsafe: number } {
  let safe = 0;
  let unsafe = 0;
  for (const file of run.files) {
    for (const { fixes } of file.findings) {
      if (fixes.some((fix) => fix.applicability === "safe")) safe++;
      else if (fixes.some((fix) => fix.applicability === "unsafe")) unsafe++;
    }
  }
  return { safe, unsafe };
}

/** What stands for the findings that are not shown. */
export function moreWords(left: number): string {
  return `… and ${left} more ${left === 1 ? "finding" : "findings"} (--max-findings all shows them)`;
}
