import { spawnSync } from "node:child_process";
import { accessSync, constants, existsSync, realpathSync, statSync } from "node:fs";
import { dirname } from "node:path";
import { findProgram } from "../find-program.ts";
import type { ProgramResult } from "../platform.ts";

/** Programs look for others in the folder they start in, so none starts in a folder of the user's. */
const FOLDER = dirname(process.execPath);

/** Windows does not look for what these programs start in their working folder. */
const ENVIRONMENT = { NoDefaultCurrentDirectoryInExePath: "1" };

/**
 * Runs a program of the machine to its end.
 * @param environment variables in addition to those of this process
 */
export function runProgram(
  program: string,
  argv: readonly string[],
  environment: Readonly<Record<string, string>>,
): ProgramResult {
  const path = pathOf(program);
  if (path === undefined) return { exitCode: undefined, stdout: new Uint8Array(), stderr: "" };
  const { status, stdout, stderr } = spawnSync(path, argv, {
    cwd: FOLDER,
    env: { ...process.env, ...ENVIRONMENT, ...environment },
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
  const path = pathOf(program);
  if (path === undefined) return false;
  const env = { ...process.env, ...ENVIRONMENT };
  return spawnSync(path, argv, { cwd: FOLDER, env, stdio: "ignore" }).status === 0;
}

function pathOf(program: string): string | undefined {
  return findProgram(program, {
    system: process.platform,
    environment: process.env,
    workingFolder: process.cwd(),
    isProgram,
    exists: existsSync,
    realPath,
  });
}

function isProgram(path: string): boolean {
  try {
    accessSync(path, constants.X_OK);
    return statSync(path).isFile();
  } catch {
    return false;
  }
}

function realPath(path: string): string {
  try {
    return realpathSync.native(path);
  } catch {
    return path;
  }
}
