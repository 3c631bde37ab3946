/** What is known of an option before its value is read. */
export interface OptionShape {
  /** Without the two dashes. */
  readonly name: string;
  /** One letter. */
  readonly short?: string;
  readonly acceptsValue: boolean;
}

/** A part of a command line. */
export type ArgumentToken =
  | { readonly kind: "positional"; readonly value: string }
  | { readonly kind: "option-terminator" }
  | {
      readonly kind: "option";
      readonly name: string;
      /** As it is written: `-f`, `--format`. */
      readonly rawName: string;
      readonly value: string | undefined;
      /** Whether the value is part of the same word; undefined where there is none. */
      readonly inlineValue: boolean | undefined;
    };

/**
 * Takes a command line apart as POSIX and GNU tools do: `--name value`, `--name=value`, `-n value`, `-nvalue`, `-abc`, `--`. The
 * tokens are those of `util.parseArgs` where that is not strict, which loads modules for half a millisecond at each start.
 */
export function tokenizeArguments(
  argv: readonly string[],
  shapes: readonly OptionShape[],
): readonly ArgumentToken[] {
  const tokens: ArgumentToken[] = [];
  const words = [...argv];
  for (let word = words.shift(); word !== undefined; word = words.shift()) {
    if (word === "--") {
      tokens.push({ kind: "option-terminator" });
      tokens.push(...words.map((value) => ({ kind: "positional", value }) as const));
      return tokens;
    }
    if (word.startsWith("--")) tokens.push(longOption(word, shapes, words));
    else if (word.length > 1 && word.startsWith("-")) tokens.push(...letters(word, shapes, words));
    else tokens.push({ kind: "positional", value: word });
  }
  return tokens;
}

function longOption(word: string, shapes: readonly OptionShape[], rest: string[]): ArgumentToken {
  // An equals sign right after the dashes is part of a name.
  const equals = word.indexOf("=", 3);
  const rawName = equals === -1 ? word : word.slice(0, equals);
  const name = rawName.slice(2);
  if (equals !== -1) return option(name, rawName, word.slice(equals + 1), true);
  const acceptsValue = shapes.find((shape) => shape.name === name)?.acceptsValue === true;
  return withNext(name, rawName, acceptsValue, rest);
}

/** Letters of one word: each is an option, until one takes the rest of the word, or the next word, as its value. */
function* letters(word: string, shapes: readonly OptionShape[], rest: string[]): Iterable<ArgumentToken> {
  for (let at = 1; at < word.length; at++) {
    const letter = word.charAt(at);
    const shape = shapes.find(({ short }) => short === letter);
    const name = shape?.name ?? letter;
    const rawName = `-${letter}`;
    const value = word.slice(at + 1);
    if (shape?.acceptsValue !== true) yield option(name, rawName, undefined, undefined);
    else if (value === "") yield withNext(name, rawName, true, rest);
    else {
      yield option(name, rawName, value, true);
      return;
    }
  }
}

function withNext(name: string, rawName: string, acceptsValue: boolean, rest: string[]): ArgumentToken {
  const value = acceptsValue ? rest.shift() : undefined;
  return option(name, rawName, value, value === undefined ? undefined : false);
}

function option(
  name: string,
  rawName: string,
  value: string | undefined,
  inlineValue: boolean | undefined,
): ArgumentToken {
  return { kind: "option", name, rawName, value, inlineValue };
}
