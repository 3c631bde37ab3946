import { UserError } from "../../platform/user-error.ts";
import type { RunCommand } from "../command.ts";
import { commandLike } from "../command-like.ts";
import { commandNamed } from "../command-table.ts";
import { ExitCode } from "../exit-code.ts";
import { helpText, helpWidth } from "../help.ts";

/** `kong-lint help [COMMAND]`: the help of the program, or of one command. */
export const run: RunCommand = async (argv, { platform, stdout }) => {
  const [word, ...more] = argv.operands;
  if (more.length > 0) throw new UserError("`kong-lint help` expects one command");
  const command = word === undefined ? "lint" : commandNamed(word);
  if (command === undefined) {
    const near = commandLike(word ?? "");
    const hint = near === undefined ? "`kong-lint help` lists the commands" : `did you mean \`${near}\`?`;
    throw new UserError(`unknown command \`${word}\`; ${hint}`);
  }
  stdout.write(helpText(command, helpWidth(platform.terminal.columns)));
  return ExitCode.clean;
};
