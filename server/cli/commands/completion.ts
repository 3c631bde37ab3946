import { UserError } from "../../platform/user-error.ts";
import type { RunCommand } from "../command.ts";
import { completionScript, SHELLS } from "../completion-script.ts";
import { ExitCode } from "../exit-code.ts";
import { orList } from "../or-list.ts";

/** `kong-lint completion bash|zsh|fish`: a script that teaches the shell the options. */
export const run: RunCommand = async (argv, io) => {
  const [shell, ...more] = argv.operands;
  const known = SHELLS.find((each) => each === shell);
  if (known === undefined || more.length > 0) {
    throw new UserError(`\`kong-lint completion\` expects a shell: ${orList(SHELLS)}`);
  }
  io.stdout.write(completionScript(known));
  return ExitCode.clean;
};
