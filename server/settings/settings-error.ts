import { UserError } from "../platform/user-error.ts";

/** A place in a settings file: line and column from 1, in UTF-16 units. */
export interface SettingsPlace {
  readonly line: number;
  readonly column: number;
}

/** A settings file that cannot be used. Its message is one line with the place, as compilers write it. */
export class SettingsError extends UserError {
  /** As messages name it. */
  readonly file: string;
  readonly position: SettingsPlace | undefined;
  /** The message without the place. */
  readonly what: string;

  constructor(file: string, position: SettingsPlace | undefined, what: string) {
    super(`${position === undefined ? file : `${file}:${position.line}:${position.column}`}: ${what}`);
    this.file = file;
    this.position = position;
    this.what = what;
  }
}

export function settingsError(
  file: string,
  position: SettingsPlace | undefined,
  what: string,
): SettingsError {
  return new SettingsError(file, position, what);
}
