/**
 * The GitHub action: runs the bundled program with what the workflow says, and hands on what it found. Nothing is installed,
 * and nothing is sent anywhere but by a review that the workflow asks for.
 */
import { spawnSync } from "node:child_process";
import { appendFileSync, mkdirSync, mkdtempSync, readFileSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { dirname, join, resolve } from "node:path";
import { ExitCode } from "../exit-code.ts";
import { below, type Event, lintArguments, reviewArguments } from "./command-line.ts";
import { type Counts, countsIn } from "./counts.ts";
import { type ActionInputs, InputError, readInputs } from "./inputs.ts";

const { env } = process;
const workspace = env.GITHUB_WORKSPACE || process.cwd();
const folder = mkdtempSync(join(env.RUNNER_TEMP || tmpdir(), "kong-lint-"));
try {
  process.exitCode = act(readInputs(env));
} catch (error) {
  if (!(error instanceof InputError)) throw error;
  sayError(error.message);
  process.exitCode = ExitCode.usage;
} finally {
  rmSync(folder, { recursive: true, force: true });
}

/** @returns the exit code of the step: that of the lint, or that of the review where only it failed */
function act(inputs: ActionInputs): number {
  const json = reportPath(inputs, inputs.jsonFile);
  const sarif = reportPath(inputs, inputs.sarifFile);
  const counted = json ?? join(folder, "report.json");
  const code = kongLint(lintArguments(inputs, event(), { json: counted }), {});
  const isReported = code === ExitCode.clean || code === ExitCode.findings;
  const counts = isReported ? countsIn(readFileSync(counted, "utf8")) : undefined;
  writeOutputs(code, counts, { "json-file": json ?? "", "sarif-file": sarif ?? "" });
  if (!inputs.review || env.GITHUB_EVENT_NAME?.startsWith("pull_request") !== true) return code;
  const reviewed = kongLint(reviewArguments(inputs), { GITHUB_TOKEN: inputs.token });
  return code === ExitCode.clean ? reviewed : code;
}

/** The absolute path of a report, with the folder that it goes to; undefined for one that is not asked for. */
function reportPath({ workingDirectory }: ActionInputs, path: string): string | undefined {
  if (path === "") return undefined;
  const absolute = resolve(workspace, below(workingDirectory, path));
  mkdirSync(dirname(absolute), { recursive: true });
  return absolute;
}

/** Runs the program, which sees no token but the one that it is given. */
function kongLint(argv: readonly string[], more: Readonly<Record<string, string>>): number {
  const passed = Object.entries(env).filter(([name]) => !name.startsWith("INPUT_"));
  const { status, stderr, error } = spawnSync(process.execPath, [join(__dirname, "kong-lint.cjs"), ...argv], {
    cwd: workspace,
    env: { ...Object.fromEntries(passed), ...more },
    stdio: ["ignore", "inherit", "pipe"],
    encoding: "utf8",
    maxBuffer: 1 << 28,
  });
  process.stderr.write(stderr);
  const code = status ?? ExitCode.internal;
  if (code === ExitCode.usage || code === ExitCode.internal)
    sayError(
      `${error?.message ?? (stderr.trim().split("\n").at(-1) || `kong-lint ended with ${code}`)}${hint(argv)}`,
    );
  return code;
}

/** What a checkout of one commit lacks is the likely reason where git does not know the commit to compare with. */
function hint(argv: readonly string[]): string {
  return argv.includes("--since") ? " (changed-only needs actions/checkout with `fetch-depth: 0`)" : "";
}

function event(): Event {
  try {
    return JSON.parse(readFileSync(env.GITHUB_EVENT_PATH ?? "", "utf8"));
  } catch {
    return {};
  }
}

function writeOutputs(
  code: number,
  counts: Counts | undefined,
  reports: Readonly<Record<string, string>>,
): void {
  if (!env.GITHUB_OUTPUT) return;
  const outputs = { "exit-code": code, ...counts, ...reports };
  const lines = Object.entries(outputs).map(
    ([name, value]) => `${name}=${String(value).replace(/[\r\n]/g, " ")}\n`,
  );
  appendFileSync(env.GITHUB_OUTPUT, lines.join(""));
}

/** Shows an error on the page of the run, not only in the log. */
function sayError(message: string): void {
  const escaped = message.replaceAll("%", "%25").replaceAll("\r", "%0D").replaceAll("\n", "%0A");
  process.stdout.write(`::error title=kong-lint::${escaped}\n`);
}
