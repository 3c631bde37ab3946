import type { Position } from "../../grammar/text/line-index.ts";
import type { Span } from "../../grammar/text/span.ts";
import type { TextEdit } from "../../grammar/text/text-edit.ts";
import type { Severity } from "../findings/finding.ts";
import type { Applicability } from "../findings/fix.ts";
import type { ResolvedRelease } from "./resolve-release.ts";

/** A fix as text edits of the document. */
export interface ReportedFix {
  readonly title: string;
  readonly applicability: Applicability;
  readonly edits: readonly TextEdit[];
  /** True when an edit would repeat a secret: such edits may change the file, but no output may show them. */
  readonly withheld: boolean;
}

/** A finding that is ready to be shown: redacted, with positions and text edits. */
export interface ReportedFinding {
  readonly rule: string;
  readonly severity: Severity;
  readonly message: string;
  readonly property: string | undefined;
  /** The processes it is true for; empty: it is about the source itself. */
  readonly units: readonly string[];
  /** What names the place over edits elsewhere. */
  readonly address: string;
  readonly span: Span;
  /** Zero-based, UTF-16 columns, end exclusive. */
  readonly start: Position;
  readonly end: Position;
  readonly related: readonly {
    readonly span: Span;
    readonly start: Position;
    readonly end: Position;
    readonly message: string;
  }[];
  readonly fixes: readonly ReportedFix[];
  readonly tags: readonly ("deprecated" | "unnecessary")[];
  /** Where the page of the rule stands. */
  readonly docs: string;
  /** Stable over edits elsewhere in the file: rule, path, property and ordinal, without line or value. */
  readonly fingerprint: string;
}

/** One process of a source. */
export interface UnitReport {
  /** Empty for the only process of a kong.conf or an environment file. */
  readonly id: string;
  readonly name: string | undefined;
  readonly release: ResolvedRelease;
}

/** All there is to say about one source, as plain data: `structuredClone` of it equals it. */
export interface FileReport {
  readonly path: string;
  /** The name of the format: `kong-conf`. */
  readonly format: string;
  /**
   * The text with every secret masked character by character, so that all spans still hold; empty where there is no finding
   * to show.
   */
  readonly text: string;
  /** Where {@link text} is masked, in ascending order: an edit that repeats such characters would write the mask. */
  readonly masked: readonly Span[];
  /** That of the first process. */
  readonly release: ResolvedRelease;
  readonly units: readonly UnitReport[];
  /** In the order of the source. */
  readonly findings: readonly ReportedFinding[];
  /** Findings that a comment or a baseline suppressed. */
  readonly suppressed: number;
  /** Rules that failed; the run then ends with exit code 3. */
  readonly failedRules: readonly string[];
}

/** How many findings of each severity a run has. */
export interface Summary {
  readonly errors: number;
  readonly warnings: number;
  readonly infos: number;
  readonly hints: number;
}

/** Counts findings by severity over all files. */
export function summarize(files: readonly FileReport[]): Summary {
  const counts = { error: 0, warning: 0, info: 0, hint: 0 };
  for (const file of files) for (const finding of file.findings) counts[finding.severity]++;
  return { errors: counts.error, warnings: counts.warning, infos: counts.info, hints: counts.hint };
}
