import type { Secret } from "./secrets.ts";

/** What stands in an output where a secret was. */
export const MASK = "•••";

/**
 * Shorter or all-letter secrets (`kong`, `postgres`) are words of every message: finding them there would say more
 * than it hides. Rules never put a value of a sensitive property into a message; this is the second fence.
 */
function isTelling(secret: string): boolean {
  return secret.length >= 8 || (secret.length >= 5 && !/^[a-z]+$/i.test(secret));
}

/** A function that replaces every occurrence of a secret in a text. */
export function redactor(secrets: readonly Secret[]): (text: string) => string {
  const words = [...new Set(secrets.map((secret) => secret.text).filter(isTelling))].sort(
    (a, b) => b.length - a.length,
  );
  if (words.length === 0) return (text) => text;
  return (text) =>
    words.reduce((result, word) => (result.includes(word) ? result.replaceAll(word, MASK) : result), text);
}

/** The text with each secret replaced by as many asterisks; line breaks stay, so every span still holds. */
export function maskText(text: string, secrets: readonly Secret[]): string {
  if (secrets.length === 0) return text;
  const ordered = [...secrets].sort((a, b) => a.span.start - b.span.start || b.span.end - a.span.end);
  let result = "";
  let reached = 0;
  for (const { span } of ordered) {
    if (span.end <= reached) continue;
    const start = Math.max(span.start, reached);
    result += text.slice(reached, start) + text.slice(start, span.end).replace(/[^\r\n]/g, "*");
    reached = span.end;
  }
  return result + text.slice(reached);
}
