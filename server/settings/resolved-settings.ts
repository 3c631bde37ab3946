import type { RuleLevel } from "./declaration.ts";
import type { Origin } from "./settings-layer.ts";

/** A value and where it was written. */
export interface Sourced<T> {
  readonly value: T;
  readonly origin: Origin;
}

/** What the settings say about the format of a file: the name of a format, or `off`. */
export interface FormatSetting extends Sourced<string> {
  /** The pattern that names the file. */
  readonly glob: string;
}

/** What the settings say about one rule. */
export interface ResolvedRule {
  readonly level: Sourced<RuleLevel> | undefined;
  readonly options: ReadonlyMap<string, Sourced<unknown>>;
}

/** An image of the user's own. */
export interface ResolvedImage {
  /** The name of the image; `*` stands for any characters. */
  readonly pattern: string;
  readonly release: string | undefined;
  readonly environment: Readonly<Record<string, string>>;
}

/** Files that are read together. */
export interface ResolvedDeployment {
  readonly name: string;
  /** Absolute. */
  readonly files: readonly string[];
  readonly release: string | undefined;
}

/** The settings for one file, every value with its origin. */
export interface ResolvedSettings {
  readonly release: Sourced<string> | undefined;
  readonly edition: Sourced<"oss" | "enterprise"> | undefined;
  /** By rule id, `group/*` spelled out. */
  readonly rules: ReadonlyMap<string, ResolvedRule>;
  readonly extraProperties: readonly Sourced<string>[];
  readonly inlineSuppressions: Sourced<boolean>;
  readonly requireReason: Sourced<boolean>;
  /** The most important first. */
  readonly images: readonly Sourced<ResolvedImage>[];
  /** The one that names the file. */
  readonly deployment: Sourced<ResolvedDeployment> | undefined;
  /** The settings of one process of the file, by its id; absent where they are those of the file. */
  readonly ofUnit?: (unit: string) => ResolvedSettings;
  /** The pattern that says to leave the file alone. */
  readonly ignored: Sourced<string> | undefined;
  readonly format: FormatSetting | undefined;
  /** Absolute. */
  readonly baseline: Sourced<string> | undefined;
}
