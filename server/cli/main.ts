import { FileError } from "../platform/file-error.ts";
import { joinPath } from "../platform/paths.ts";
import { UserError } from "../platform/user-error.ts";
import { shownPath } from "../workspace/source-path.ts";
import { commandTable } from "./command-table.ts";
import { ExitCode } from "./exit-code.ts";
import type { Io, ProcessIo } from "./io.ts";
import { parseArguments } from "./parse-arguments.ts";
import { safeIo } from "./safe-output.ts";
import { version, versionText } from "./version.ts";

/**
 * The whole program: what a command line asks for, done with nothing but `io`.
 * @param argv the words after the program's name
 */
export async function main(argv: readonly string[], process: ProcessIo): Promise<ExitCode> {
  const io = safeIo(process);
  try {
    const { files, workingFolder } = io.platform;
    const isPath = async (word: string) => (await files.facts(joinPath(workingFolder, word))) !== undefined;
    const { command, arguments: given } = await parseArguments(argv, isPath);
    if (given.has("version")) {
      io.stdout.write(versionText(given));
      return ExitCode.clean;
    }
    if (given.has("help")) {
      const { helpText, helpWidth } = await import("./help.ts");
      io.stdout.write(helpText(command, helpWidth(io.platform.terminal.columns)));
      return ExitCode.clean;
    }
    const { run } = await commandTable[command].load();
    return await run(given, io);
  } catch (error) {
    return sayFailure(error, io);
  }
}

function sayFailure(error: unknown, io: Io): ExitCode {
  if (error instanceof UserError) {
    for (const message of [error.message, ...error.further]) io.stderr.say(message);
    return ExitCode.usage;
  }
  if (error instanceof FileError) {
    io.stderr.say(`${shownPath(error.path, io.platform.workingFolder)}: ${error.message}`);
    return ExitCode.usage;
  }
  // The launcher has classes of its own, so its failure is known by its name.
  if (error instanceof Error && error.name === "DamagedProgram") {
    io.stderr.say(error.message);
    return ExitCode.internal;
  }
  const what = error instanceof Error ? `${error.name}: ${error.message.split("\n")[0]}` : String(error);
  io.stderr.say(
    `internal error (${what}); this is a bug in kong-lint ${version}; please report it and include the command line`,
  );
  if (io.platform.environment.KONG_LINT_TRACE !== undefined && error instanceof Error) {
    io.stderr.write(`${error.stack ?? ""}\n`);
  }
  return ExitCode.internal;
}
