import { UserError } from "../platform/user-error.ts";

/** A settings file that cannot be used: one line with the place, as compilers write it. */
export function settingsError(
  file: string,
  position: { readonly line: number; readonly column: number } | undefined,
  what: string,
): UserError {
  const place = position === undefined ? file : `${file}:${position.line}:${position.column}`;
  return new UserError(`${place}: ${what}`);
}
