import { UserError } from "../platform/user-error.ts";
import type { Arguments } from "./command.ts";
import { commandNamed } from "./command-table.ts";
import { optionShapes } from "./option-shapes.ts";
import { type CommandName, type OptionDefinition, type OptionName, optionsOf } from "./option-table.ts";
import { orList } from "./or-list.ts";
import { type ArgumentToken, tokenizeArguments } from "./tokenize-arguments.ts";

/** What a command line asks for. */
export interface Invocation {
  readonly command: CommandName;
  readonly arguments: Arguments;
}

/**
 * Reads a command line, the program's own name left out.
 * @param isPath whether a word names a file or folder, so that a word that is almost a command can be a file all the same
 * @throws UserError for a command that is misspelled, and an option that is unknown, has no value or a wrong one, or does not
 * belong to the command
 */
export async function parseArguments(
  argv: readonly string[],
  isPath: (word: string) => Promise<boolean> = async () => true,
): Promise<Invocation> {
  const tokens = tokenizeArguments(argv, optionShapes());
  const { named, operands, isFirstBare } = operandsOf(tokens);
  const [first] = operands;
  if (named === undefined && first !== undefined && isFirstBare) await refuseMisspelled(first, isPath);
  const command = named ?? "lint";
  const given = await optionValues(tokens, command);
  return {
    command,
    arguments: {
      operands,
      has: (option) => given.has(option),
      value: (option) => given.get(option)?.[0],
      values: (option) => given.get(option) ?? [],
    },
  };
}

/** The words that belong to no option: the first one may be a command, unless `--` is before it. */
function operandsOf(tokens: readonly ArgumentToken[]): {
  readonly named: CommandName | undefined;
  readonly operands: readonly string[];
  /** Whether the first operand is before any `--`. */
  readonly isFirstBare: boolean;
} {
  const words = tokens.flatMap((token) => (token.kind === "positional" ? [token.value] : []));
  const first = tokens.find(({ kind }) => kind !== "option");
  if (first?.kind !== "positional") return { named: undefined, operands: words, isFirstBare: false };
  const named = commandNamed(first.value);
  return { named, operands: named === undefined ? words : words.slice(1), isFirstBare: true };
}

/** A word that could be a command: `explian`, and not `kong.conf` or `conf/`. */
const BARE_WORD = /^[A-Za-z]+$/;

async function refuseMisspelled(word: string, isPath: (word: string) => Promise<boolean>): Promise<void> {
  if (!BARE_WORD.test(word) || (await isPath(word))) return;
  const { commandLike } = await import("./command-like.ts");
  const near = commandLike(word);
  if (near !== undefined)
    throw new UserError(`unknown command \`${word}\`; did you mean \`kong-lint ${near}\`?`);
}

async function optionValues(
  tokens: readonly ArgumentToken[],
  command: CommandName,
): Promise<ReadonlyMap<OptionName, readonly string[]>> {
  const own = optionsOf(command);
  const given = new Map<OptionName, string[]>();
  for (const token of tokens) {
    if (token.kind !== "option") continue;
    const option = own.find((each) => each.name === token.name);
    if (option === undefined) {
      const { strangeOption } = await import("./strange-option.ts");
      throw strangeOption(token.name, token.rawName, command);
    }
    const values = given.get(option.name) ?? [];
    values.push(checkedValue(option, token.value, token.inlineValue));
    if (values.length > 1 && option.value !== undefined && option.multiple !== true) {
      throw new UserError(`--${option.name} may be given only once`);
    }
    given.set(option.name, values);
  }
  return given;
}

function checkedValue(
  option: OptionDefinition,
  value: string | undefined,
  inline: boolean | undefined,
): string {
  if (option.value === undefined) {
    if (value !== undefined) throw new UserError(`--${option.name} does not accept a value`);
    return "";
  }
  const looksLikeOption = inline !== true && value !== undefined && value.length > 1 && value.startsWith("-");
  if (value === undefined || value === "" || looksLikeOption) {
    throw new UserError(`--${option.name} needs a value: --${option.name} ${option.value}`);
  }
  const { choices, synonyms } = option;
  if (choices === undefined || choices.includes(value)) return value;
  const meant = synonyms !== undefined && Object.hasOwn(synonyms, value) ? synonyms[value] : undefined;
  if (meant !== undefined) return meant;
  throw new UserError(`--${option.name} ${value}: expected ${orList(choices)}`);
}
