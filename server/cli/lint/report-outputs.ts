import { FileError } from "../../platform/file-error.ts";
import { joinPath } from "../../platform/paths.ts";
import type { FileSystem } from "../../platform/platform.ts";
import { UserError } from "../../platform/user-error.ts";
import type { LintRun, ReportContext } from "../../report/reporter.ts";
import { type ReporterName, reporterNamed, reporters } from "../../report/reporters.ts";
import type { Io, Output, Permitted } from "../io.ts";

/** One report of a run: its format, and the file it goes to; standard output where there is none. */
export interface ReportOutput {
  readonly format: ReporterName;
  /** Absolute. */
  readonly file: string | undefined;
  /** As it was written. */
  readonly shown: string;
}

/**
 * Reads the `--format` flags.
 * @throws UserError for a format that is unknown, and for two reports that go to one place
 */
export async function reportOutputs(
  flags: readonly string[],
  folder: string,
): Promise<readonly ReportOutput[]> {
  const outputs: ReportOutput[] = [];
  for (const flag of flags.length === 0 ? ["pretty"] : flags) {
    const colon = flag.indexOf(":");
    const name = colon < 0 ? flag : flag.slice(0, colon);
    const shown = colon < 0 ? "" : flag.slice(colon + 1);
    const format = reporterNamed(name);
    if (format === undefined) throw await unknownFormat(name);
    if (colon >= 0 && shown === "") throw new UserError(`--format ${flag}: the name of the file is missing`);
    const file = colon < 0 ? undefined : joinPath(folder, shown.replaceAll("\\", "/"));
    if (outputs.some((other) => other.file === file)) {
      throw new UserError(
        `two reports go to ${shown === "" ? "standard output" : shown}; give each its own file`,
      );
    }
    outputs.push({ format, file, shown });
  }
  return outputs;
}

async function unknownFormat(name: string): Promise<UserError> {
  const { closestWord } = await import("../../settings/closest-word.ts");
  const near = closestWord(name, Object.keys(reporters));
  const hint =
    near === undefined ? `expected one of ${Object.keys(reporters).join(", ")}` : `did you mean ${near}?`;
  return new UserError(`--format ${name}: unknown format; ${hint}`);
}

/** What a run is going to write besides fixes: a report, or a baseline. */
interface Written {
  /** Absolute. */
  readonly file: string;
  /** The flag that asks for it, for messages. */
  readonly flag: string;
}

/**
 * Makes sure before the work begins that every report and the baseline can be written where they are to go, each to a
 * file of its own, whatever links lead there.
 * @param baseline the baseline that is going to be written
 * @param sources absolute paths that are linted; nothing may go over one
 * @throws UserError
 */
export async function checkOutputs(
  outputs: readonly ReportOutput[],
  baseline: { readonly file: string; readonly shown: string } | undefined,
  sources: readonly string[],
  files: FileSystem,
): Promise<void> {
  const written: readonly Written[] = [
    ...outputs.flatMap(({ file, shown, format }) =>
      file === undefined ? [] : [{ file, flag: `--format ${format}:${shown}` }],
    ),
    ...(baseline === undefined ? [] : [{ file: baseline.file, flag: `the baseline ${baseline.shown}` }]),
  ];
  if (written.length === 0) return;
  const linted = new Set(await Promise.all(sources.map((source) => files.target(source))));
  const taken = new Map<string, string>();
  for (const { file, flag } of written) {
    try {
      await files.checkWritable(file);
    } catch (error) {
      if (!(error instanceof FileError)) throw error;
      throw new UserError(`${flag}: ${error.message}`);
    }
    const target = await files.target(file);
    if (linted.has(target)) throw new UserError(`${flag}: this file is being linted`);
    const other = taken.get(target);
    if (other !== undefined) throw new UserError(`${other} and ${flag} go to one file; give each its own`);
    taken.set(target, flag);
  }
}

/** Writes every report. Files get no colors, whatever the terminal can do. */
export async function writeReports(
  outputs: readonly ReportOutput[],
  run: LintRun,
  context: ReportContext,
  io: Io,
  stdout: Output,
): Promise<void> {
  for (const { format, file, shown } of outputs) {
    const { reporter } = await reporters[format].load();
    if (file === undefined) {
      writePieces(reporter.report(run, context), stdout, { colors: context, commands: format === "github" });
    } else {
      const { maxFindings: _, ...complete } = context;
      const plain = { ...complete, color: false, hyperlinks: false, columns: undefined };
      try {
        await io.platform.files.write(file, [...reporter.report(run, plain)].join(""));
      } catch (error) {
        if (!(error instanceof FileError)) throw error;
        throw new UserError(`--format ${format}:${shown}: ${error.message}`);
      }
    }
    if (format === "github") await writeStepSummary(run, context, io);
  }
}

/** Small pieces are put together, for every write is a call of the system. */
function writePieces(pieces: Iterable<string>, output: Output, permitted: Permitted): void {
  let waiting = "";
  for (const piece of pieces) {
    waiting += piece;
    if (waiting.length < 65_536) continue;
    output.write(waiting, permitted);
    waiting = "";
  }
  if (waiting !== "") output.write(waiting, permitted);
}

/** GitHub takes a mebibyte for a step; a longer summary is dropped as a whole. */
const MOST_SUMMARY = 1_000_000;

/** Adds a summary to the page of the job, where GitHub Actions offers one. */
async function writeStepSummary(run: LintRun, context: ReportContext, io: Io): Promise<void> {
  const path = io.platform.environment.GITHUB_STEP_SUMMARY;
  if (path === undefined || path === "") return;
  const { reporter } = await reporters.markdown.load();
  const { files } = io.platform;
  try {
    const before =
      (await files.facts(path)) === undefined ? "" : new TextDecoder().decode(await files.read(path));
    let text = before;
    let left = 0;
    for (const piece of reporter.report(run, { ...context, color: false, hyperlinks: false })) {
      if (text.length + piece.length < MOST_SUMMARY / 2) text += piece;
      else left++;
    }
    if (left > 0) text += `\n… and ${left} more lines; the log of the step has all of them.\n`;
    await files.write(path, text);
  } catch (error) {
    if (!(error instanceof FileError)) throw error;
    io.stderr.say(`the step summary cannot be written: ${error.message}`);
  }
}
