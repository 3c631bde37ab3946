import { tlsKeys } from "../../../rules/support/listen/tls-keys.ts";
import type { DocumentAnalysis } from "../../document-analysis.ts";
import { assignmentsIn, ownAssignments } from "../../support/assignment-at.ts";
import { LISTENERS } from "./fix-sets.ts";

/** Whether a range holds a listen key of Kong 0.12, or the listener of today that such a key in the document belongs to. */
export function touchesOldListener({ analysis }: DocumentAnalysis, start: number, end: number): boolean {
  const { unit, report } = analysis;
  const touched = new Set(assignmentsIn(ownAssignments(unit), start, end).map(({ property }) => property));
  if (touched.size === 0) return false;
  const old = new Set(report.findings.filter(LISTENERS.isWanted).map(({ property }) => property));
  return tlsKeys.some(({ listener, address, tls, http2 }) => {
    const keys = [address, tls, http2].filter((key) => key !== undefined);
    return keys.some((key) => old.has(key)) && [listener, ...keys].some((key) => touched.has(key));
  });
}
