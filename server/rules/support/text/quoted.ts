/** More characters of a value than this say nothing more in a message. */
const MOST = 60;

/** A value, name or word as messages show it: in backquotes, on one line, not too long. Never for a secret. */
export function quoted(text: string): string {
  const line = text.replace(/\s+/g, " ").replaceAll("`", "'");
  return `\`${line.length > MOST ? `${line.slice(0, MOST - 1)}…` : line}\``;
}

/** Several of them: `` `a`, `b` or `c` ``. */
export function quotedList(texts: readonly string[], conjunction: "or" | "and" = "or"): string {
  const all = texts.map(quoted);
  const last = all.pop() ?? "";
  return all.length === 0 ? last : `${all.join(", ")} ${conjunction} ${last}`;
}
