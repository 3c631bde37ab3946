import type { FileReport, ReportedFinding } from "../engine/report.ts";
import type { Severity } from "../findings/finding.ts";

const SEVERITIES: readonly Severity[] = ["error", "warning", "info", "hint"];

/** Some of the findings of a run, in their order, and how many others there are. */
export interface LimitedFindings {
  readonly files: readonly FileReport[];
  readonly left: number;
}

/** At most so many findings of a run: the most severe ones, and of these the first. Without a limit all of them. */
export function limitFindings(files: readonly FileReport[], most: number | undefined): LimitedFindings {
  const all = files.flatMap(({ findings }) => findings);
  if (most === undefined || all.length <= most) return { files, left: 0 };
  const kept = new Set<ReportedFinding>(
    SEVERITIES.flatMap((severity) => all.filter((finding) => finding.severity === severity)).slice(0, most),
  );
  return {
    files: files.map((file) => ({ ...file, findings: file.findings.filter((each) => kept.has(each)) })),
    left: all.length - most,
  };
}
