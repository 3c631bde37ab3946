import type { ExecuteCommandParams } from "vscode-languageserver";
import { ErrorCodes, ResponseError } from "../protocol.ts";
import type { Session } from "../session.ts";
import { serverCommands } from "./command-table.ts";
import type { CommandArguments } from "./server-command.ts";

/** Answers `workspace/executeCommand`. A command that fails says so without anything that a document holds. */
export async function runCommand(
  { command, arguments: given }: ExecuteCommandParams,
  session: Session,
): Promise<unknown> {
  const load = Object.hasOwn(serverCommands, command) ? serverCommands[command] : undefined;
  if (load === undefined) throw new ResponseError(ErrorCodes.InvalidParams, "the server has no such command");
  try {
    const run = await load();
    return (await run(argumentsOf(given), (uri) => session.analysis(uri))) ?? null;
  } catch (error) {
    if (error instanceof ResponseError) throw error;
    const what = error instanceof Error ? error.name : "unknown error";
    throw new ResponseError(ErrorCodes.InternalError, `${command} failed (${what})`);
  }
}

function argumentsOf(given: readonly unknown[] | undefined): CommandArguments {
  const first = given?.[0];
  return typeof first === "object" && first !== null ? (first as CommandArguments) : {};
}
