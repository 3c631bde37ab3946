import type { Finding } from "./finding.ts";

const SEVERITY_RANK = { error: 0, warning: 1, info: 2, hint: 3 } as const;

/** Orders findings by place, then by gravity, then by rule, so that equal runs give equal reports. */
export function compareFindings(a: Finding, b: Finding): number {
  return (
    a.span.start - b.span.start ||
    a.span.end - b.span.end ||
    SEVERITY_RANK[a.severity] - SEVERITY_RANK[b.severity] ||
    (a.rule < b.rule ? -1 : a.rule > b.rule ? 1 : 0)
  );
}
