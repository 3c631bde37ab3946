import type { SettingsFile } from "./declaration.ts";

/** Where a value of the settings was written. */
export interface Origin {
  readonly kind: "default" | "file" | "flag" | "editor";
  /** The settings file, for `file`; the flag as it is written, for `flag`. */
  readonly name: string;
  /** From 1; undefined where there is no text. */
  readonly line: number | undefined;
}

/** What one place says. Layers are put on top of one another: extended files, the file itself, flags. */
export interface SettingsLayer {
  readonly values: SettingsFile;
  /** Absolute; the patterns of the layer are relative to it. */
  readonly folder: string;
  /** The origin of the value at a path of member names and indices. */
  originOf(path: readonly (string | number)[]): Origin;
}
