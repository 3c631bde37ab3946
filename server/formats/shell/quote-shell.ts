/** Characters that stand for themselves outside quotes, in the middle of a word. */
const PLAIN = /^[A-Za-z0-9_./:@%+,=^-]*$/;

/**
 * A value as a word, or as what follows `NAME=`: bare where it needs no quotes and had none, in the double quotes that it had, else in
 * single quotes.
 * @param before the value as it is written now, for its style
 */
export function quoteBare(value: string, before = ""): string {
  const quote = before.length >= 2 ? before[0] : undefined;
  if (quote === '"' && before.endsWith('"')) return `"${quoteInside(value, "double")}"`;
  const single = quote === "'" && before.endsWith("'");
  if (!single && value !== "" && PLAIN.test(value)) return value;
  if (!single && value === "") return "";
  return `'${quoteInside(value, "single")}'`;
}

/** A value inside quotes that stay. */
export function quoteInside(value: string, quoting: "single" | "double"): string {
  return quoting === "single" ? value.replaceAll("'", "'\\''") : value.replace(/["\\$`]/g, "\\$&");
}
