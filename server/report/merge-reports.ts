import type { FileReport, ReportedFinding } from "../engine/report.ts";

/** Names each finding of a report by rule, place, property and its ordinal among those: what makes two findings one. */
export function placesOf(findings: readonly ReportedFinding[]): readonly string[] {
  const seen = new Map<string, number>();
  return findings.map(({ rule, span, property }) => {
    const place = `${rule} ${span.start} ${span.end} ${property ?? ""}`;
    const ordinal = seen.get(place) ?? 0;
    seen.set(place, ordinal + 1);
    return `${place} ${ordinal}`;
  });
}

/** A report without the findings at places that have been seen. */
export function withoutPlaces(report: FileReport, seen: ReadonlySet<string>): FileReport {
  if (seen.size === 0) return report;
  const places = placesOf(report.findings);
  const findings = report.findings.filter((_, at) => !seen.has(places[at] ?? ""));
  return { ...report, findings };
}

/** One report of two about one text: what the second adds, in the order of the text, and masked where either is. */
export function mergeReports(report: FileReport, added: FileReport): FileReport {
  if (added.findings.length === 0) return report;
  if (report.findings.length === 0)
    return { ...report, findings: added.findings, text: added.text, masked: added.masked };
  const findings = [...report.findings, ...added.findings].sort((a, b) => a.span.start - b.span.start);
  let text = report.text;
  for (const { start, end } of added.masked)
    text = text.slice(0, start) + added.text.slice(start, end) + text.slice(end);
  const masked = [...report.masked, ...added.masked].sort((a, b) => a.start - b.start || a.end - b.end);
  return { ...report, findings, text, masked };
}
