import { UserError } from "../platform/user-error.ts";
import { closestWord } from "../settings/closest-word.ts";
import { commandNames } from "./command-table.ts";
import { type CommandName, optionsOf } from "./option-table.ts";

/**
 * The error for an option that a command does not have: who has it, or which of the command's own options it resembles.
 * @param written as it is on the command line, dashes and all
 */
export function strangeOption(name: string, written: string, command: CommandName): UserError {
  const owners = commandNames.filter((each) => optionsOf(each).some((option) => option.name === name));
  if (owners.length > 0) {
    const [owner] = owners;
    const hint = owners.length === 1 ? `; it belongs to \`kong-lint ${owner}\`` : "";
    return new UserError(`--${name} is not an option of \`kong-lint ${command}\`${hint}`);
  }
  // Any option is near to a single letter.
  const isLetter = /^-[^-]$/.test(written);
  const near = isLetter
    ? undefined
    : closestWord(
        written.replace(/^-+/, ""),
        optionsOf(command).map((option) => option.name),
      );
  const help = command === "lint" ? "kong-lint --help" : `kong-lint help ${command}`;
  return new UserError(
    `unknown option ${written}; ${near === undefined ? `\`${help}\` lists the options` : `did you mean --${near}?`}`,
  );
}
