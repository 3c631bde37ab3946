import { spawnSync } from "node:child_process";

/** How a program ended, and what it printed. */
export interface Ran {
  readonly code: number | null;
  readonly stdout: string;
  readonly stderr: string;
}

/** Where and how a program runs. */
export interface RunOptions {
  readonly cwd: string;
  readonly env?: NodeJS.ProcessEnv;
  readonly input?: string;
}

/** Runs a program to its end. */
export function run(command: string, argv: readonly string[], { cwd, env, input }: RunOptions): Ran {
  const done = spawnSync(command, argv, {
    cwd,
    encoding: "utf8",
    maxBuffer: 1 << 28,
    ...(env && { env }),
    ...(input !== undefined && { input }),
  });
  return {
    code: done.status,
    stdout: done.stdout ?? "",
    stderr: `${done.stderr ?? ""}${done.error?.message ?? ""}`,
  };
}

/**
 * Runs a program that has to succeed.
 * @returns what it printed on standard output
 * @throws with all that it printed
 */
export function mustRun(command: string, argv: readonly string[], options: RunOptions): string {
  const { code, stdout, stderr } = run(command, argv, options);
  if (code !== 0) throw new Error(`${command} ${argv.join(" ")} ended with ${code}:\n${stdout}${stderr}`);
  return stdout;
}
