import { type Span, span } from "../../grammar/text/span.ts";
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
  const words = new SecretIndex(secrets.map((secret) => secret.text).filter(isTelling));
  return (text) => withoutPasswords(masked(text, secretPlaces(text, words.placesIn(text))));
}

/**
 * The places that may be secrets. A secret of letters alone, such as `password`, is a word of names and of sentences too: as a value it
 * stands in a message between backquotes, and is no part of a longer word and no name before a sign.
 * @param places in the order of the text
 */
function secretPlaces(text: string, places: readonly Span[]): readonly Span[] {
  let isQuoted = false;
  let reached = 0;
  return places.filter(({ start, end }) => {
    for (; reached < start; reached++) if (text.charAt(reached) === "`") isQuoted = !isQuoted;
    if (!/^[a-z]+$/i.test(text.slice(start, end)) || end - start === text.length) return true;
    const isPart =
      /[\w-]/.test(text.charAt(start - 1)) || /^(?:[\w-]|[ \t]*[=:])/.test(text.slice(end, end + 80));
    return isQuoted && !isPart;
  });
}

/** What a message puts where it shows only the beginning of a long text. */
export const CUT = "…";
/** In characters: a shorter beginning is that of too many words. */
export const LEAST_BEGINNING = 5;

/** Finds any of thousands of words in thousands of texts, for the time that the texts take. */
class SecretIndex {
  /** In the order of their characters, so that those of one beginning are neighbors. */
  readonly #sorted: readonly string[];
  /** By their first characters: their lengths, the longest first. */
  readonly #lengths: ReadonlyMap<string, readonly number[]>;
  readonly #words: ReadonlySet<string>;

  /** @param words each of {@link LEAST_BEGINNING} characters at least */
  constructor(words: readonly string[]) {
    this.#words = new Set(words);
    this.#sorted = [...this.#words].sort((a, b) => (a < b ? -1 : 1));
    const lengths = new Map<string, Set<number>>();
    for (const word of this.#sorted) {
      const beginning = word.slice(0, LEAST_BEGINNING);
      const known = lengths.get(beginning);
      if (known === undefined) lengths.set(beginning, new Set([word.length]));
      else known.add(word.length);
    }
    this.#lengths = new Map([...lengths].map(([key, all]) => [key, [...all].sort((a, b) => b - a)]));
  }

  /** Where a word stands in a text, or the beginning of one before {@link CUT}; in order, and the longest at each place. */
  placesIn(text: string): readonly Span[] {
    if (this.#words.size === 0) return [];
    const places: Span[] = [];
    for (let at = 0, cut = text.indexOf(CUT); at + LEAST_BEGINNING <= text.length; at++) {
      if (cut !== -1 && cut < at) cut = text.indexOf(CUT, at);
      const lengths = this.#lengths.get(text.slice(at, at + LEAST_BEGINNING));
      if (lengths === undefined) continue;
      const length = lengths.find((each) => this.#words.has(text.slice(at, at + each)));
      if (length !== undefined) places.push(span(at, at + length));
      else if (cut >= at + LEAST_BEGINNING && this.#isBeginning(text.slice(at, cut)))
        places.push(span(at, cut));
    }
    return places;
  }

  #isBeginning(part: string): boolean {
    let low = 0;
    let high = this.#sorted.length;
    while (low < high) {
      const middle = (low + high) >> 1;
      if ((this.#sorted[middle] ?? "") < part) low = middle + 1;
      else high = middle;
    }
    return this.#sorted[low]?.startsWith(part) === true;
  }
}

/** The text with a mask for each place, and with one for places that overlap. */
function masked(text: string, places: readonly Span[]): string {
  let result = "";
  let reached = 0;
  for (const [index, { start, end }] of places.entries()) {
    if (end <= reached) continue;
    if (index === 0 || start >= reached) result += text.slice(reached, start) + MASK;
    reached = end;
  }
  return result + text.slice(reached);
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
