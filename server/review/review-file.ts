import type { FileReport, ReportedFinding } from "../engine/report.ts";
import type { Hunk } from "./parse-diff.ts";

/** A file of Kong's that a request changes, or whose settings it changes, after linting. */
export interface ReviewFile {
  readonly path: string;
  /** Empty where the request leaves the file itself alone, or the provider shows no diff of it. */
  readonly hunks: readonly Hunk[];
  /** All there is to say about the version of the request. */
  readonly report: FileReport;
  /** Of the report's findings those that the change touches or causes. */
  readonly caused: readonly ReportedFinding[];
  /** What Kong makes of the setting that a finding is about, as a sentence in Markdown; secrets are masked. */
  reads(finding: ReportedFinding): string | undefined;
}
