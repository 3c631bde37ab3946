import { UserError } from "../platform/user-error.ts";

/** A place in a settings file: line and column from 1, in UTF-16 units. */
export interface SettingsPlace {
  readonly line: number;
  readonly column: number;
}

/** One thing that is wrong with settings. */
export interface SettingsMistake {
  readonly position: SettingsPlace | undefined;
  /** One sentence without a period, and without the place. */
  readonly what: string;
}

/** A settings file that cannot be used. Its messages are lines with the place, as compilers write them. */
export class SettingsError extends UserError {
  /** As messages name it. */
  readonly file: string;
  /** All that is wrong: one at least. */
  readonly mistakes: readonly SettingsMistake[];

  constructor(file: string, first: SettingsMistake, others: readonly SettingsMistake[] = []) {
    super(
      lineOf(file, first),
      others.map((mistake) => lineOf(file, mistake)),
    );
    this.file = file;
    this.mistakes = [first, ...others];
  }
}

function lineOf(file: string, { position, what }: SettingsMistake): string {
  return `${position === undefined ? file : `${file}:${position.line}:${position.column}`}: ${what}`;
}

export function settingsError(
  file: string,
  position: SettingsPlace | undefined,
  what: string,
): SettingsError {
  return new SettingsError(file, { position, what });
}
