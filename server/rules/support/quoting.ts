import type { Catalog } from "../../../schemas/catalog.ts";
import type { KongValue } from "../../loader/reading.ts";
import { isSecretProperty } from "../../secrets/secrets.ts";

/** Messages show at most this many characters of a value. */
const MAX_LENGTH = 60;

/** A value, name or word as messages show it: in backquotes, on one line, not too long. Never for a secret. */
export function quoted(text: string): string {
  const line = text.replace(/\s+/g, " ").replaceAll("`", "'");
  return `\`${line.length > MAX_LENGTH ? `${line.slice(0, MAX_LENGTH - 1)}…` : line}\``;
}

/** Several of them: `` `a`, `b` or `c` ``. */
export function quotedList(texts: readonly string[], conjunction: "or" | "and" = "or"): string {
  const all = texts.map(quoted);
  const last = all.pop() ?? "";
  return all.length === 0 ? last : `${all.join(", ")} ${conjunction} ${last}`;
}

/** A value that Kong reads, as a message shows it; what is secret, unset or empty is described instead. */
export function quoteValue(property: string, value: KongValue | undefined, catalog: Catalog): string {
  if (value === undefined) return "nothing";
  if (typeof value === "boolean") return value ? "`on`" : "`off`";
  if (isSecretProperty(property, catalog)) return "another secret";
  const text = typeof value === "object" ? value.join(", ") : String(value);
  return text === "" ? "an empty text" : quoted(text);
}

/** Whether a text begins and ends with the same quotation mark and has none of that kind between. */
export function isQuoted(text: string): boolean {
  const mark = text[0];
  if (text.length < 2 || (mark !== '"' && mark !== "'")) return false;
  return text.indexOf(mark, 1) === text.length - 1;
}

/** A value as nginx reads it where Kong writes it as an argument of its own: without the quotation marks around it. */
export function unquoted(value: string): string {
  return isQuoted(value) ? value.slice(1, -1) : value;
}
