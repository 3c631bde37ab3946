import type { FileReport, Summary } from "../engine/report.ts";

/** What a run has to report. */
export interface LintRun {
  /** In the order in which they were named or found, those without findings included. */
  readonly files: readonly FileReport[];
  readonly summary: Summary;
  /** Fixes that were written to files, or would be. */
  readonly fixed: number;
  /** True when {@link fixed} was only tried. */
  readonly dryRun: boolean;
}

/** What a reporter may know about the program and its reader. */
export interface ReportContext {
  readonly version: string;
  /** Escape sequences for color are understood and wanted. */
  readonly color: boolean;
  /** Escape sequences for links are understood. */
  readonly hyperlinks: boolean;
  /** The width of the terminal in cells; undefined where lines may have any length. */
  readonly columns: number | undefined;
  /** How many findings are shown to a person; absent where all are. */
  readonly maxFindings?: number;
  /** Findings only, without a summary. */
  readonly quiet?: boolean;
  /** An absolute path as seen from the working folder; absent where reports hold no absolute paths. */
  readonly relativePath?: (path: string) => string;
}

/** One output format. The text is made piece by piece, so that a large report need not exist as a whole. */
export interface Reporter {
  report(run: LintRun, context: ReportContext): Iterable<string>;
}
