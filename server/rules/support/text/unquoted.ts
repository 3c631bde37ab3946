import { isQuoted } from "./is-quoted.ts";

/** A value as nginx reads it where Kong writes it as an argument of its own: without the quotation marks around it. */
export function unquoted(value: string): string {
  return isQuoted(value) ? value.slice(1, -1) : value;
}
