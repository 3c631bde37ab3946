import type { ResolvedRelease } from "../engine/resolve-release.ts";
import type { SourceFormat } from "../model/format.ts";
import type { UnitWriter } from "../model/unit-text.ts";

/** A format in which processes can be written. */
export type TargetFormat = SourceFormat & { readonly unitWriter: UnitWriter };

/** What a conversion is made for. */
export interface ConversionOptions {
  readonly target: TargetFormat;
  /** Who is going to read the result, where the format has several readers. */
  readonly reader?: string | undefined;
  /** Whether secrets are written in plain text, rather than as references of the target. */
  readonly keepsSecrets: boolean;
  /** The release for which values are read and written. */
  readonly release: ResolvedRelease;
}

/** Something of the source that the result does not have. */
export interface NotConverted {
  /** As the source names it. */
  readonly name: string;
  /** A clause for people. */
  readonly why: string;
}

/** A process in the syntax of another format, checked by that format's own reader. */
export interface Conversion {
  readonly text: string;
  /** Settings and variables that the text has. */
  readonly converted: number;
  readonly notConverted: readonly NotConverted[];
  /** The secrets that are written as references, and a sentence that says what these need. */
  readonly references: { readonly names: readonly string[]; readonly need: string } | undefined;
  /** Further sentences for people. */
  readonly remarks: readonly string[];
}

/** Whether processes can be written in a format. */
export function isTargetFormat(format: SourceFormat): format is TargetFormat {
  return format.unitWriter !== undefined;
}
