import type { SourcePath } from "../../workspace/source-path.ts";

/** A file or folder that is not linted, and why. */
export interface SkippedFile {
  readonly shown: string;
  readonly reason: string;
  /** Whether a person named it, and so should hear of it without asking. */
  readonly named: boolean;
}

/** What the paths of a command line come to. */
export interface FoundSources {
  readonly sources: readonly SourcePath[];
  readonly skipped: readonly SkippedFile[];
  /** Files, as reports show them, whose names say nothing of Kong; empty unless they were wished for. */
  readonly unrelated: readonly string[];
  /** Lines for standard error about paths that cannot be used. */
  readonly problems: readonly string[];
}
