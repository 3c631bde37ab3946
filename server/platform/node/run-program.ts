import { spawnSync } from "node:child_process";
import { dirname } from "node:path";
import type { ProgramResult } from "../platform.ts";

/** Windows looks for a program in the folder it starts in first, so no program starts in a folder of the user's. */
const FOLDER = dirname(process.execPath);

/**
 * Runs a program of the machine to its end.
 * @param environment variables in addition to those of this process
 */
export function runProgram(
  program: string,
  argv: readonly string[],
  environment: Readonly<Record<string, string>>,
): ProgramResult {
  const { status, stdout, stderr } = spawnSync(program, argv, {
    cwd: FOLDER,
    env: { ...process.env, ...environment },
    maxBuffer: 1 << 28,
    stdio: ["ignore", "pipe", "pipe"],
  });
  return {
    exitCode: status ?? undefined,
    stdout: stdout ?? new Uint8Array(),
    stderr: stderr?.toString() ?? "",
  };
}

/** Runs a program of the machine of which only its end matters. True where it ended well. */
export function runQuietly(program: string, argv: readonly string[]): boolean {
  return spawnSync(program, argv, { cwd: FOLDER, stdio: "ignore" }).status === 0;
}
