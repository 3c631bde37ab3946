import type { FileReport } from "../../engine/report.ts";
import type { Severity } from "../../findings/finding.ts";

const RANK: Readonly<Record<Severity, number>> = { error: 3, warning: 2, info: 1, hint: 0 };

/** Whether a severity is at least as severe as a threshold. */
export function isAtLeast(severity: Severity, threshold: Severity): boolean {
  return RANK[severity] >= RANK[threshold];
}

/** A report without what is less severe than a threshold. */
export function withoutBelow(report: FileReport, threshold: Severity): FileReport {
  if (threshold === "hint") return report;
  return { ...report, findings: report.findings.filter(({ severity }) => isAtLeast(severity, threshold)) };
}
