import type { Secret } from "./secrets.ts";
import { authorityPasswords } from "./url-credentials.ts";

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
  return (text) =>
    withoutPasswords(
      // Beginnings first: a shorter secret masked within one would hide it.
      words.reduce(
        (result, word) => (result.includes(word) ? result.replaceAll(word, MASK) : result),
        withoutCut(text, words),
      ),
    );
}

/** What a message puts where it shows only the beginning of a long text. */
export const CUT = "…";
/** In characters: a shorter beginning is that of too many words. */
export const LEAST_BEGINNING = 5;

/** Masks the beginnings of secrets of which a message leaves out the rest. */
function withoutCut(text: string, words: readonly string[]): string {
  let result = text;
  for (let cut = result.indexOf(CUT); cut !== -1; cut = result.indexOf(CUT, cut + 1)) {
    const start = Math.min(...words.map((word) => startOfBeginning(result, cut, word)));
    if (start >= cut) continue;
    result = result.slice(0, start) + MASK + result.slice(cut);
    cut = start + MASK.length;
  }
  return result;
}

/** Where a beginning of a word starts that ends at `end`; `end` itself where there is none. */
function startOfBeginning(text: string, end: number, word: string): number {
  const first = word.slice(0, LEAST_BEGINNING);
  if (first.length < LEAST_BEGINNING) return end;
  let at = text.indexOf(first, Math.max(0, end - word.length));
  while (at !== -1 && at + LEAST_BEGINNING <= end) {
    if (word.startsWith(text.slice(at, end))) return at;
    at = text.indexOf(first, at + 1);
  }
  return end;
}

/** A password that is a word of every message is still one where it stands between a user and a host. */
function withoutPasswords(text: string): string {
  let result = text;
  for (const { start, end } of authorityPasswords(text).toReversed())
    result = result.slice(0, start) + MASK + result.slice(end);
  return result;
}

/**
 * The text with each secret masked. Line breaks stay, and every character gives way to one of as many UTF-16 units and
 * UTF-8 bytes, so that spans and columns hold in both.
 */
export function maskText(text: string, secrets: readonly Secret[]): string {
  if (secrets.length === 0) return text;
  const ordered = [...secrets].sort((a, b) => a.span.start - b.span.start || b.span.end - a.span.end);
  let result = "";
  let reached = 0;
  for (const { span } of ordered) {
    if (span.end <= reached) continue;
    const start = Math.max(span.start, reached);
    result += text.slice(reached, start) + text.slice(start, span.end).replace(/[^\r\n]/g, maskUnit);
    reached = span.end;
  }
  return result + text.slice(reached);
}

/** For one UTF-16 unit: half of a pair is two of four bytes, a lone surrogate U+DC80–U+DCFF stands for one byte. */
function maskUnit(unit: string, at: number, text: string): string {
  const code = unit.charCodeAt(0);
  if (code < 0x80) return "*";
  if (code < 0x800) return "\u00b7";
  if (code < 0xd800 || code > 0xdfff) return "\u2022";
  const before = text.charCodeAt(at - 1);
  const isPaired = code < 0xdc00 || (before >= 0xd800 && before < 0xdc00);
  return isPaired ? "\u00b7" : "*";
}
