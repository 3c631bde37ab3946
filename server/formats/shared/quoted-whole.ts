/**
 * A value that blanks cut, as it was meant: in double quotes, in which a variable goes on to be filled in.
 * @returns undefined where signs inside have a meaning of their own
 */
export function quotedWhole(written: string): string | undefined {
  return /["'`\\\n\r]/.test(written) ? undefined : `"${written}"`;
}
