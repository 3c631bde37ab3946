import { firstFrom } from "../../grammar/text/edited-lines.ts";
import { memoizeLast, memoizeText, once } from "../../grammar/text/memoize.ts";
import { overlaps, type Span } from "../../grammar/text/span.ts";
import type { Finding } from "../findings/finding.ts";
import type { ConfigUnit } from "../model/config-unit.ts";
import { CUT, LEAST_BEGINNING, MASK } from "./mask.ts";
import type { Secret } from "./secrets.ts";

/** A word, as a value of any form is made of them. Few runs have a secret, and the classes of Unicode take time to set up. */
const word = once(() => /[\p{L}\p{N}_]+/gu);
/** What a message quotes from the source or tells to write. */
const CODE = /(`+)([\s\S]+?)\1/g;

/** The name of a member in JSON, of which rules speak. */
const MEMBER = /"[A-Za-z_]\w*"\s*:/g;
/** Rules speak of references too, and the word tells nothing. */
const VAULT = "vault";

/** The words of the secrets that a finding is about. */
export interface SecretWords {
  /** A message of the finding: what it quotes holds none of the words. */
  readonly hide: (message: string) => string;
  /** Whether a text that the finding would write into the source holds one of them. */
  readonly areIn: (text: string) => boolean;
}

const NO_WORDS: SecretWords = { hide: (message) => message, areIn: () => false };

/**
 * What a finding says about a secret may repeat a part of it, such as an item of a list. A part has a form of its own, so it is
 * not found by the text of the whole secret.
 * @param isName whether a word is a name of Kong's
 */
export function secretWords(
  unit: ConfigUnit,
  secrets: readonly Secret[],
  { span, related, property }: Finding,
  isName: (word: string) => boolean,
): SecretWords {
  if (secrets.length === 0) return NO_WORDS;
  const places = placesOf(secrets);
  const here = wordsIn([span, ...related.map((each) => each.span)].flatMap((place) => places.at(place)));
  const ofProperty = property === undefined ? NONE : places.wordsOf(property, unit);
  if (here.size === 0 && ofProperty.size === 0) return NO_WORDS;
  // A secret that is a word of the name it stands under is written there for everybody.
  const own = new Set([property, ...(property?.split("_") ?? []), VAULT]);
  const isHidden = (word: string) =>
    (here.has(word) || ofProperty.has(word)) && !own.has(word) && !isName(word);
  const begins = (words: ReadonlySet<string>, beginning: string) => {
    for (const word of words) if (word.startsWith(beginning)) return true;
    return false;
  };
  const isBeginning = (word: string) =>
    word.length >= LEAST_BEGINNING && (begins(here, word) || begins(ofProperty, word));
  return {
    hide: (message) =>
      message.replace(CODE, (code) =>
        code.replace(word(), (found, at: number) => {
          const isCut = code.charAt(at + found.length) === CUT;
          return isHidden(found) || (isCut && isBeginning(found)) ? MASK : found;
        }),
      ),
    areIn: (text) => (text.match(word()) ?? []).some(isHidden),
  };
}

const NONE: ReadonlySet<string> = new Set([]);

function wordsIn(secrets: readonly Secret[]): ReadonlySet<string> {
  return new Set(secrets.flatMap(({ text }) => text.replace(MEMBER, "").match(word()) ?? []));
}

/** The secrets of a source by where they stand: thousands of findings may ask about thousands of secrets. */
class SecretPlaces {
  readonly #ordered: readonly Secret[];
  /** How far the secrets up to an index reach. */
  readonly #reached: readonly number[];
  readonly #wordsIn: (unit: ConfigUnit) => (property: string) => ReadonlySet<string>;

  constructor(secrets: readonly Secret[]) {
    this.#ordered = [...secrets].sort((a, b) => a.span.start - b.span.start);
    let reached = 0;
    this.#reached = this.#ordered.map(({ span }) => {
      reached = Math.max(reached, span.end);
      return reached;
    });
    this.#wordsIn = memoizeLast(
      ({ index }) =>
        memoizeText((property) =>
          wordsIn(index.named(property).flatMap(({ lineSpan }) => this.at(lineSpan))),
        ),
      4,
    );
  }

  /** The secrets that share characters with a place. */
  at(place: Span): readonly Secret[] {
    const found: Secret[] = [];
    let index = firstFrom(this.#ordered, startOf, place.end + 1) - 1;
    for (; index >= 0 && (this.#reached[index] ?? 0) >= place.start; index--) {
      const secret = this.#ordered[index];
      if (secret !== undefined && overlaps(place, secret.span)) found.push(secret);
    }
    return found;
  }

  /** The words of the secrets in all settings of a property. */
  wordsOf(property: string, unit: ConfigUnit): ReadonlySet<string> {
    return this.#wordsIn(unit)(property);
  }
}

function startOf({ span }: Secret): number {
  return span.start;
}

const placesOf = memoizeLast((secrets: readonly Secret[]) => new SecretPlaces(secrets));
