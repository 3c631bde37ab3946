import { spawnSync } from "node:child_process";

/** No installation needs more; what hangs is ended. */
const LIMIT_MS = 300_000;

export interface Ran {
  readonly code: number | null;
  readonly text: string;
}

export interface Surroundings {
  readonly cwd?: string;
  readonly env?: NodeJS.ProcessEnv;
  /** In milliseconds; five minutes where absent. */
  readonly limit?: number;
}

/** Runs a program to its end, or ends it when it takes too long, and gives its exit code and all that it printed. */
export function run(
  command: string,
  args: readonly string[],
  { cwd, env, limit = LIMIT_MS }: Surroundings = {},
): Ran {
  const done = spawnSync(command, args, {
    ...(cwd === undefined ? {} : { cwd }),
    ...(env === undefined ? {} : { env }),
    encoding: "utf8",
    timeout: limit,
    killSignal: "SIGKILL",
    stdio: ["ignore", "pipe", "pipe"],
  });
  return { code: done.status, text: `${done.stdout ?? ""}${done.stderr ?? ""}${done.error?.message ?? ""}` };
}

/** Whether a program is on the PATH. */
export function isInstalled(command: string): boolean {
  return run("sh", ["-c", `command -v ${command}`]).code === 0;
}
