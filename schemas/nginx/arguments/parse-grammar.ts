import { wordTable } from "../../../grammar/text/word-table.ts";

/**
 * How many arguments a term stands for. `required` is only for options: one of the arguments has to be it.
 */
export type Quantity = "one" | "optional" | "some" | "any" | "required";

/** What one argument may be: a word, a type, or a type after a fixed prefix such as `zone=`. */
export type Term =
  | { readonly kind: "word"; readonly word: string; readonly quantity: Quantity }
  | { readonly kind: "type"; readonly prefix: string; readonly type: string; readonly quantity: Quantity };

/** Terms in their order, and after them options in any order. */
export interface Alternative {
  readonly terms: readonly Term[];
  readonly options: readonly Term[];
}

/** The arguments that a directive accepts: one of the alternatives. */
export type ArgumentGrammar = readonly Alternative[];

const QUANTITIES: Readonly<Record<string, Quantity>> = wordTable({
  "": "one",
  "?": "optional",
  "+": "some",
  "*": "any",
  "!": "required",
});
const TERM = /^(?<before>[^<?+*!]*?)(?:<(?<type>[^>]+)>)?(?<quantity>[?+*!]?)$/;

/**
 * Reads the notation of `argument-facts.json`: alternatives with ` | ` between them; in each, words as they are, `<type>`,
 * `zone=<type>`, with `?`, `*` or `+` for their number; after them `{ options }` in any order, `!` for one that is required.
 */
export function parseGrammar(text: string): ArgumentGrammar {
  return text.split(" | ").map((alternative) => {
    const [terms = "", options = ""] = alternative.split(/[{}]/);
    return { terms: termsIn(terms), options: termsIn(options) };
  });
}

function termsIn(text: string): Term[] {
  return text.split(" ").flatMap((word) => (word === "" ? [] : [termOf(word)]));
}

function termOf(text: string): Term {
  const { before = "", type, quantity = "" } = TERM.exec(text)?.groups ?? {};
  const count = QUANTITIES[quantity] ?? "one";
  return type === undefined
    ? { kind: "word", word: before, quantity: count }
    : { kind: "type", prefix: before, type, quantity: count };
}

/** The names that `{proxy,uwsgi}_cache` stands for. */
export function expandNames(pattern: string): readonly string[] {
  const choice = /\{([^}]*)\}/.exec(pattern);
  if (choice === null) return [pattern];
  const [whole, words = ""] = choice;
  return words.split(",").flatMap((word) => expandNames(pattern.replace(whole, word)));
}
