/**
 * `npm run test:kills -- --count 500`: kills `kong-lint --fix` at random moments, so often; a run that ended before its moment does
 * not count. Afterwards each file holds what it held before or what the fix writes, and the next run leaves nothing of the killed
 * one. Needs `npm run build`.
 */
import { spawn, spawnSync } from "node:child_process";
import {
  linkSync,
  mkdirSync,
  mkdtempSync,
  readdirSync,
  readFileSync,
  rmSync,
  statSync,
  writeFileSync,
} from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { parseArgs } from "node:util";
import { root } from "../../tools/build/project.ts";
import { check, finish } from "../checks.ts";

const { values } = parseArgs({ options: { count: { type: "string", default: "40" } } });
const COUNT = Number(values.count);
const PROGRAM = join(root, "dist/kong-lint.cjs");
const FIX = [PROGRAM, "--fix", "--unsafe-fixes", "--kong-version", "3.9", "."];
/** Each has something to fix, and enough text that writing it takes a while. */
const OLD = `${"# A comment that makes the file longer.\n".repeat(2000)}ssl_cipher_suite = modern \t\nanonymous_reports = off\nadmin_listen = 0.0.0.0:8001\n`;
const NAMES = ["a.kong.conf", "b.kong.conf", "c.kong.conf"];

const scratch = mkdtempSync(join(tmpdir(), "kong-lint-kills-"));
const folder = join(scratch, "files");
const seen = { half: 0, lost: 0, stray: 0, killed: 0, old: 0, fixed: 0 };
/** Where in the measured time of a run it is killed, at random. The files are written in the second half. */
const EARLIEST = 0.4;
const LATEST = 1.1;
/** More runs that end too early than this, for each that is killed, mean that something is wrong with the measuring. */
const MOST_RUNS = 10;
let runs = 0;
try {
  // What else the machine does makes runs longer or shorter: the time of those that ended by themselves is followed.
  let duration = timeOfOneRun();
  const fixed = contents();
  check(
    "a run fixes the files",
    fixed.every((text) => text !== undefined && text !== OLD),
  );
  while (seen.killed < COUNT && runs < MOST_RUNS * COUNT) {
    runs++;
    const took = await killOnce(duration * (EARLIEST + Math.random() * (LATEST - EARLIEST)), fixed);
    if (took !== undefined) duration = (duration * 3 + took) / 4;
  }
} finally {
  rmSync(scratch, { recursive: true, force: true });
}
const { half, lost, stray, killed, old, fixed } = seen;
console.log(
  `${runs} runs, ${killed} killed: files old ${old}, fixed ${fixed}, half ${half}, lost ${lost}; stray files ${stray}`,
);
check("as many runs were killed as were asked for", killed === COUNT);
check("no file is half or lost, and none is left over", half + lost + stray === 0);
finish();

function setUp(): void {
  rmSync(folder, { recursive: true, force: true });
  mkdirSync(folder);
  for (const name of NAMES) writeFileSync(join(folder, name), OLD);
  // A file with two names is written in place, which a kill can stop in the middle.
  linkSync(join(folder, "b.kong.conf"), join(scratch, `again-${Math.random()}`));
}

/** In milliseconds. */
function timeOfOneRun(): number {
  setUp();
  return timeOf(() => spawnSync(process.execPath, FIX, { cwd: folder }));
}

function timeOf(work: () => unknown): number {
  const started = performance.now();
  work();
  return performance.now() - started;
}

/** @returns how long a run that had all files to fix took, in milliseconds, where there was one that was not killed */
async function killOnce(
  delay: number,
  fixedTexts: readonly (string | undefined)[],
): Promise<number | undefined> {
  setUp();
  const started = performance.now();
  const run = spawn(process.execPath, FIX, { cwd: folder, stdio: "ignore" });
  const ended = new Promise<NodeJS.Signals | null>((resolve) =>
    run.on("exit", (_, signal) => resolve(signal)),
  );
  const timer = setTimeout(() => run.kill("SIGKILL"), delay);
  const isKilled = (await ended) !== null;
  const took = performance.now() - started;
  clearTimeout(timer);
  if (isKilled) seen.killed++;
  const states = contents().map((text, index) => stateOf(text, fixedTexts[index]));
  // A file that is written in place may be half until the next run.
  count(states.filter((_, index) => !isLinked(NAMES[index])));
  const next = timeOf(() => spawnSync(process.execPath, FIX, { cwd: folder }));
  const after = contents().map((text, index) => stateOf(text, fixedTexts[index]));
  seen.half += after.filter((state) => state !== "fixed").length;
  seen.stray += readdirSync(folder).length - NAMES.length;
  if (!isKilled) return took;
  return states.every((state) => state === "old") ? next : undefined;
}

function isLinked(name = ""): boolean {
  return statSync(join(folder, name), { throwIfNoEntry: false })?.nlink === 2;
}

function contents(): readonly (string | undefined)[] {
  return NAMES.map((name) => {
    try {
      return readFileSync(join(folder, name), "utf8");
    } catch {
      return undefined;
    }
  });
}

function stateOf(text: string | undefined, fixedText: string | undefined): "old" | "fixed" | "half" | "lost" {
  if (text === undefined) return "lost";
  if (text === OLD) return "old";
  return text === fixedText ? "fixed" : "half";
}

function count(states: readonly ("old" | "fixed" | "half" | "lost")[]): void {
  for (const state of states) seen[state]++;
}
