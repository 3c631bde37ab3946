import { fingerprints } from "./fingerprint.ts";
import type { FileReport } from "./report.ts";

/** A finding that is accepted for now. Neither line nor value is part of it. */
export interface BaselineEntry {
  readonly fingerprint: string;
  readonly rule: string;
  /** Relative to the folder of the baseline, with `/`. */
  readonly path: string;
  readonly property: string | null;
}

/** A report without the findings that a baseline lists. */
export interface BaselinedReport {
  readonly report: FileReport;
  /** Entries of the baseline that are found no more. */
  readonly fixed: readonly BaselineEntry[];
}

/** The entries for the findings of a report, in their order. */
export function baselineEntries(report: FileReport, path: string): readonly BaselineEntry[] {
  const prints = fingerprints(path, report.findings);
  return report.findings.map(({ rule, property }, index) => ({
    fingerprint: prints[index] ?? "",
    rule,
    path,
    property: property ?? null,
  }));
}

/**
 * Takes the findings that are listed out of a report.
 * @param path the path of the source relative to the folder of the baseline
 * @param entries the entries of that path
 */
export function applyBaseline(
  report: FileReport,
  path: string,
  entries: readonly BaselineEntry[],
): BaselinedReport {
  const listed = new Set(entries.map((entry) => entry.fingerprint));
  const prints = fingerprints(path, report.findings);
  const found = new Set(prints);
  const findings = report.findings.filter((_, index) => !listed.has(prints[index] ?? ""));
  return {
    report: { ...report, findings, suppressed: report.suppressed + report.findings.length - findings.length },
    fixed: entries.filter((entry) => !found.has(entry.fingerprint)),
  };
}

/** The text of a baseline file: an entry a line, in an order that does not depend on the run. */
export function formatBaseline(entries: readonly BaselineEntry[]): string {
  const lines = [...entries]
    .sort(
      (a, b) => compare(a.path, b.path) || compare(a.rule, b.rule) || compare(a.fingerprint, b.fingerprint),
    )
    .map(({ path, rule, property, fingerprint }) => JSON.stringify({ path, rule, property, fingerprint }));
  const body = lines.length === 0 ? "" : `\n    ${lines.join(",\n    ")}\n  `;
  return `{\n  "version": 1,\n  "tool": "kong-lint",\n  "findings": [${body}]\n}\n`;
}

function compare(a: string, b: string): number {
  return a < b ? -1 : a > b ? 1 : 0;
}

/**
 * Reads a baseline file.
 * @throws Error with a clause that says what is wrong
 */
export function parseBaseline(text: string): readonly BaselineEntry[] {
  let value: unknown;
  try {
    value = JSON.parse(text);
  } catch {
    throw new Error("not valid JSON");
  }
  if (!isRecord(value) || value.tool !== "kong-lint") throw new Error("not a kong-lint baseline");
  if (value.version !== 1) {
    throw new Error(`a baseline of version ${String(value.version)}, and this kong-lint reads version 1`);
  }
  if (!Array.isArray(value.findings) || !value.findings.every(isEntry)) {
    throw new Error("a broken baseline: an entry needs `fingerprint`, `rule` and `path`, each a text");
  }
  return value.findings;
}

function isRecord(value: unknown): value is Readonly<Record<string, unknown>> {
  return typeof value === "object" && value !== null;
}

function isEntry(value: unknown): value is BaselineEntry {
  return (
    isRecord(value) &&
    [value.fingerprint, value.rule, value.path].every((each) => typeof each === "string") &&
    (value.property === null || typeof value.property === "string")
  );
}
