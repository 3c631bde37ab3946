import type { SettingsPlace } from "../settings/settings-error.ts";

/** Settings that cannot be used, and where they stand. */
export interface SettingsProblem {
  /** Absolute; undefined for the settings of the editor. */
  readonly file: string | undefined;
  readonly position: SettingsPlace | undefined;
  readonly message: string;
}
