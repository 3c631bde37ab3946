import { overlaps, type Span } from "../../grammar/text/span.ts";
import type { Finding } from "../findings/finding.ts";
import type { ConfigUnit } from "../model/config-unit.ts";
import { MASK } from "./mask.ts";
import type { Secret } from "./secrets.ts";

/** A word, as a value of any form is made of them. */
const WORD = /[\p{L}\p{N}_]+/gu;
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
  const settings = property === undefined ? [] : unit.index.named(property);
  const places: readonly Span[] = [
    span,
    ...related.map((each) => each.span),
    ...settings.map(({ lineSpan }) => lineSpan),
  ];
  const words = new Set(
    secrets
      .filter((secret) => places.some((place) => overlaps(place, secret.span)))
      .flatMap(({ text }) => text.replace(MEMBER, "").match(WORD) ?? []),
  );
  const isHidden = (word: string) => words.has(word) && word !== property && word !== VAULT && !isName(word);
  if (words.size === 0) return NO_WORDS;
  return {
    hide: (message) =>
      message.replace(CODE, (code) => code.replace(WORD, (word) => (isHidden(word) ? MASK : word))),
    areIn: (text) => (text.match(WORD) ?? []).some(isHidden),
  };
}
