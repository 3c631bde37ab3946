import type { FileReport, ReportedFinding } from "../engine/report.ts";
import { lineDiff } from "./line-diff.ts";

/**
 * The report with only what a change touches or breaks: findings on changed lines, or related to one, and findings that
 * the text before did not have.
 * @param textBefore undefined for a new file, of which everything counts
 * @param reportBefore the report of that text, asked for only where it matters
 */
export async function changedFindings(
  report: FileReport,
  text: string,
  textBefore: string | undefined,
  reportBefore: (text: string) => Promise<Pick<FileReport, "findings">>,
): Promise<FileReport> {
  if (textBefore === undefined || report.findings.length === 0) return report;
  const changes = lineDiff(linesOf(textBefore), linesOf(text));
  const touches = (first: number, last: number) =>
    changes.some(({ afterStart, afterEnd }) => first < afterEnd && afterStart <= last);
  const touched = new Set(
    report.findings.filter(
      ({ start, end, related }) =>
        touches(start.line, end.line) || related.some((place) => touches(place.start.line, place.end.line)),
    ),
  );
  if (touched.size === report.findings.length) return report;
  const fresh = freshOnes(report.findings, touched, (await reportBefore(textBefore)).findings);
  return {
    ...report,
    findings: report.findings.filter((finding) => touched.has(finding) || fresh.has(finding)),
  };
}

/** Line breaks do not count: git may have changed them on the way out. */
function linesOf(text: string): readonly string[] {
  return text.split(/\r\n|\r|\n/);
}

/** Of the findings that no changed line touches, those that are more than there were: the last of their kind. */
function freshOnes(
  now: readonly ReportedFinding[],
  touched: ReadonlySet<ReportedFinding>,
  before: readonly ReportedFinding[],
): ReadonlySet<ReportedFinding> {
  const kind = ({ rule, address }: ReportedFinding) => `${rule}\n${address}`;
  const surplus = new Map<string, number>();
  for (const finding of before) surplus.set(kind(finding), (surplus.get(kind(finding)) ?? 0) - 1);
  for (const finding of now) surplus.set(kind(finding), (surplus.get(kind(finding)) ?? 0) + 1);
  for (const finding of touched) surplus.set(kind(finding), (surplus.get(kind(finding)) ?? 0) - 1);
  const fresh = new Set<ReportedFinding>();
  for (const finding of now.toReversed()) {
    const left = surplus.get(kind(finding)) ?? 0;
    if (touched.has(finding) || left <= 0) continue;
    surplus.set(kind(finding), left - 1);
    fresh.add(finding);
  }
  return fresh;
}
