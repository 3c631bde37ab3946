import { UserError } from "../platform/user-error.ts";
import type { Arguments } from "./command.ts";
import { commandNamed } from "./command-table.ts";
import {
  type CommandName,
  type OptionDefinition,
  type OptionName,
  optionsOf,
  optionTable,
} from "./option-table.ts";
import { tokenizeArguments } from "./tokenize-arguments.ts";

/** What a command line asks for. */
export interface Invocation {
  readonly command: CommandName;
  readonly arguments: Arguments;
}

/**
 * Reads a command line, the program's own name left out.
 * @throws UserError for an option that is unknown, has no value or a wrong one, or does not belong to the command
 */
export async function parseArguments(argv: readonly string[]): Promise<Invocation> {
  const shapes = optionTable.map(({ name, short, value }) => ({
    name,
    ...(short === undefined ? {} : { short }),
    takesValue: value !== undefined,
  }));
  const tokens = tokenizeArguments(argv, shapes);
  const given = new Map<OptionName, string[]>();
  const operands: string[] = [];
  let sawTerminator = false;
  let named: CommandName | undefined;
  for (const token of tokens) {
    if (token.kind === "option-terminator") sawTerminator = true;
    else if (token.kind === "positional") {
      const command = operands.length === 0 && !sawTerminator ? commandNamed(token.value) : undefined;
      if (named === undefined && command !== undefined) named = command;
      else operands.push(token.value);
    } else {
      const option = optionTable.find((each) => each.name === token.name);
      if (option === undefined) throw await unknownOption(token.rawName);
      const values = given.get(option.name) ?? [];
      values.push(checkedValue(option, token.value, token.inlineValue));
      if (values.length > 1 && option.value !== undefined && option.multiple !== true) {
        throw new UserError(`--${option.name} is given twice`);
      }
      given.set(option.name, values);
    }
  }
  const command = named ?? "lint";
  refuseForeignOptions(command, given);
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

function checkedValue(
  option: OptionDefinition,
  value: string | undefined,
  inline: boolean | undefined,
): string {
  if (option.value === undefined) {
    if (value !== undefined) throw new UserError(`--${option.name} takes no value`);
    return "";
  }
  const looksLikeOption = inline !== true && value !== undefined && value.length > 1 && value.startsWith("-");
  if (value === undefined || value === "" || looksLikeOption) {
    throw new UserError(`--${option.name} needs a value: --${option.name} ${option.value}`);
  }
  if (option.choices !== undefined && !option.choices.includes(value)) {
    throw new UserError(`--${option.name} ${value}: not one of ${option.choices.join(", ")}`);
  }
  return value;
}

async function unknownOption(written: string): Promise<UserError> {
  const { closestWord } = await import("../settings/closest-word.ts");
  // Any option is near to a single letter.
  const isLetter = /^-[^-]$/.test(written);
  const near = isLetter
    ? undefined
    : closestWord(
        written.replace(/^-+/, ""),
        optionTable.map((option) => option.name),
      );
  const hint = near === undefined ? "`kong-lint --help` lists all options" : `did you mean --${near}?`;
  return new UserError(`${written}: there is no such option; ${hint}`);
}

function refuseForeignOptions(command: CommandName, given: ReadonlyMap<OptionName, unknown>): void {
  const own = new Set(optionsOf(command).map((option) => option.name));
  for (const name of given.keys()) {
    if (!own.has(name)) throw new UserError(`--${name} does not belong to \`kong-lint ${command}\``);
  }
}
