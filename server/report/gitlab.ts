import type { FileReport, ReportedFinding } from "../engine/report.ts";
import { oneLine } from "./plain-text.ts";
import type { Reporter } from "./reporter.ts";

/** GitLab's grades from info to blocker; Kong does not start with an error. */
const GRADES = { error: "critical", warning: "major", info: "minor", hint: "info" } as const;

/** A Code Quality report: fingerprints hold no line numbers, so a finding stays the same one when lines move. */
export const reporter: Reporter = {
  *report({ files }) {
    yield "[";
    let separator = "\n";
    for (const file of files) {
      for (const finding of file.findings) {
        yield separator + JSON.stringify(issue(file, finding));
        separator = ",\n";
      }
    }
    yield "\n]\n";
  },
};

function issue(file: FileReport, finding: ReportedFinding): object {
  return {
    type: "issue",
    check_name: finding.rule,
    description: oneLine(finding.message),
    categories: [finding.rule.startsWith("security/") ? "Security" : "Bug Risk"],
    severity: GRADES[finding.severity],
    fingerprint: finding.fingerprint,
    location: {
      path: file.path.replace(/^\.\//, ""),
      lines: { begin: finding.start.line + 1, end: finding.end.line + 1 },
    },
  };
}
