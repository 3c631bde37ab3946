import type { UserError } from "../platform/user-error.ts";
import { SettingsError, type SettingsPlace } from "../settings/settings-error.ts";
import type { Origin } from "../settings/settings-layer.ts";

/** Settings that cannot be used, and where they stand. */
export interface SettingsProblem {
  /** Absolute; undefined for the settings of the editor. */
  readonly file: string | undefined;
  readonly position: SettingsPlace | undefined;
  readonly message: string;
}

/** What is wrong, at its place in the settings file, or where that file names what is wrong. */
export function problemsOf(error: UserError, origin: Origin | undefined): readonly SettingsProblem[] {
  if (error instanceof SettingsError)
    return error.mistakes.map(({ position, what }) => ({ file: error.file, position, message: what }));
  if (origin?.kind !== "file") return [{ file: undefined, position: undefined, message: error.message }];
  const position = origin.line === undefined ? undefined : { line: origin.line, column: 1 };
  return [{ file: origin.name, position, message: error.message }];
}
