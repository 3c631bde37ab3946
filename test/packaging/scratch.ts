import { spawnSync } from "node:child_process";
import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { dirname, join } from "node:path";
import { fileURLToPath } from "node:url";

export const root = join(dirname(fileURLToPath(import.meta.url)), "../..");

/** A folder of this run alone; it goes when the process ends. */
export const scratch = mkdtempSync(join(tmpdir(), "kong-lint-packaging-"));
process.once("exit", () => rmSync(scratch, { recursive: true, force: true }));

/** An empty folder in the scratch folder. */
export function emptyFolder(name: string): string {
  const folder = join(scratch, name);
  mkdirSync(folder, { recursive: true });
  return folder;
}

export const BAD = "pg_prt = 5432\n";
export const GOOD = "pg_port = 5432\n";

/** Writes a file below a folder. */
export function put(folder: string, name: string, text: string): void {
  writeFileSync(join(folder, name), text);
}

export interface Ran {
  readonly code: number | null;
  readonly text: string;
}

/** Runs a program to its end and gives its exit code and all that it printed. */
export function run(cwd: string, command: string, args: readonly string[], env: NodeJS.ProcessEnv = {}): Ran {
  const done = spawnSync(command, args, { cwd, env: { ...process.env, ...env }, encoding: "utf8" });
  return { code: done.status, text: `${done.stdout ?? ""}${done.stderr ?? ""}${done.error?.message ?? ""}` };
}
