import { describeRelease } from "../../../schemas/release.ts";
import type { FileReport } from "../../engine/report.ts";
import { ListedFiles } from "../../platform/listed-files.ts";
import { joinPath } from "../../platform/paths.ts";
import type { FileSystem } from "../../platform/platform.ts";
import { UserError } from "../../platform/user-error.ts";
import type { ReportContext } from "../../report/reporter.ts";
import { SettingsResolver } from "../../settings/settings-resolver.ts";
import { fileSettings } from "../../workspace/file-settings.ts";
import { GitIgnore } from "../../workspace/git-ignore.ts";
import { ProjectFiles } from "../../workspace/project-files.ts";
import { Snapshot } from "../../workspace/snapshot.ts";
import { shownPath } from "../../workspace/source-path.ts";
import { Workspace } from "../../workspace/workspace.ts";
import type { Arguments, RunCommand } from "../command.ts";
import { ExitCode } from "../exit-code.ts";
import type { Io } from "../io.ts";
import { baselines } from "../lint/baselines.ts";
import { findSources } from "../lint/find-sources.ts";
import type { FoundSources } from "../lint/found-sources.ts";
import { type LintOptions, lintOptions } from "../lint/lint-options.ts";
import { type LintOutcome, lintAll } from "../lint/lint-run.ts";
import { Notices } from "../lint/notices.ts";
import { outcomeOf } from "../lint/outcome.ts";
import { outputStyle } from "../lint/output-style.ts";
import { Progress } from "../lint/progress.ts";
import { checkOutputs, type ReportOutput, reportOutputs, writeReports } from "../lint/report-outputs.ts";
import { stdinSource } from "../lint/stdin-source.ts";
import { version } from "../version.ts";

/** `kong-lint [PATH …]`: finds configuration, lints it, fixes and reports. */
export const run: RunCommand = async (argv, given) => {
  const { platform } = given;
  const options = await lintOptions(argv, platform.workingFolder);
  const progress = new Progress(platform, given.stderr, options.quiet);
  const io = progress.guard(given);
  const look = lookOf(argv, options, io);
  const files = new ListedFiles(platform.files);
  const resolver = settingsResolver(options, files, io);
  const inspected = argv.value("print-config");
  if (inspected !== undefined) {
    const { printConfig } = await import("../lint/print-config.ts");
    await printConfig(inspected, resolver, options.wishes, argv.values("format"), io);
    return ExitCode.clean;
  }
  const outputs = await reportOutputs(argv.values("format"), platform.workingFolder);
  refuseUselessLimit(options, outputs);
  const baseline = baselines(options, io);
  const deps = { resolver, overrides: options.wishes, baseline: baseline.of };
  let paths: readonly string[] = [];
  const workspace = new Workspace({
    roots: options.operands.map((operand) => joinPath(platform.workingFolder, operand)),
    project: new ProjectFiles(platform.files, () => paths),
    snapshot: Snapshot.of(platform.files),
    folder: platform.workingFolder,
    settings: (path) => fileSettings(path, deps),
    isIgnoredByGit: (path) => (options.gitignore ? GitIgnore.ignores(path, files) : Promise.resolve(false)),
  });
  const isStdin = options.operands.includes("-");
  const stdin = isStdin ? stdinSource(options.stdinName, platform.workingFolder) : undefined;
  refuseOddStdin(options, isStdin);
  let seen = 0;
  const found = await find(options, isStdin, argv.has("list-files"), files, resolver, io, () => {
    seen++;
    progress.step(() => `kong-lint: looking for Kong configuration, ${seen} files so far`);
  });
  paths = found.sources.map(({ absolute }) => absolute);
  if (argv.has("list-files")) {
    const { listFiles } = await import("../lint/list-files.ts");
    await listFiles(found, workspace, io.stdout);
    return sayProblems(found, io) ? ExitCode.usage : ExitCode.clean;
  }
  await checkOutputs(outputs, baseline.written, paths, platform.files);
  await baseline.open();
  const changed = await changedSources(options, io);
  // A change that touches no configuration is no mistake.
  const hadProblems = changed === undefined ? sayProblems(found, io) : false;
  const stopwatch = options.timing
    ? new (await import("../lint/stopwatch.ts")).Stopwatch(platform.now)
    : undefined;
  const outcome = await lintAll(found.sources, stdin, {
    io,
    options,
    workspace:
      changed === undefined
        ? workspace
        : workspace.with(await changed.after(platform.files, options.gitignore)),
    note: async (of, report, path) => (await baseline.of(of))?.note(report, path),
    checkSettings: (file) => resolver.check(file),
    changed,
    stopwatch,
    progress,
  });
  progress.clear();
  // What standard output is for when it carries a text or a diff; the report then goes to standard error.
  const carriesText = isStdin && options.fixing === "write";
  if (carriesText && outcome.stdinBytes !== undefined) io.stdout.pass(outcome.stdinBytes);
  if (options.fixing === "diff") await printDiff(outcome, look, io);
  const wanted = options.fixing === "diff" ? outputs.filter(({ file }) => file !== undefined) : outputs;
  await writeReports(wanted, outcome.run, look, io, carriesText ? io.stderr : io.stdout);
  await baseline.finish();
  if (!options.quiet) sayUnknownReleases(outcome.judged, wanted, io);
  await sayExtras(options, outcome.judged, stopwatch, io);
  return outcomeOf(outcome.judged, hadProblems || outcome.hadProblems, options);
};

function settingsResolver(options: LintOptions, files: FileSystem, { platform }: Io): SettingsResolver {
  return new SettingsResolver({
    files,
    version,
    from: options.settingsFrom,
    show: (path) => shownPath(path, platform.workingFolder),
  });
}

/** More findings than these at once are for no reader of a terminal. */
const MOST_ON_TERMINAL = 50;

/** How the report looks, and how much of it a terminal shows. */
function lookOf(argv: Arguments, { maxFindings, quiet }: LintOptions, { platform }: Io): ReportContext {
  const most = maxFindings ?? (platform.terminal.interactive ? MOST_ON_TERMINAL : "all");
  return { ...outputStyle(argv, platform), quiet, ...(most === "all" ? {} : { maxFindings: most }) };
}

function refuseUselessLimit({ maxFindings }: LintOptions, outputs: readonly ReportOutput[]): void {
  if (maxFindings !== undefined && !outputs.some(({ format }) => format === "pretty"))
    throw new UserError("--max-findings requires the format pretty: other formats are complete");
}

function refuseOddStdin({ operands, fixing, stdinName }: LintOptions, isStdin: boolean): void {
  if (!isStdin && stdinName !== undefined)
    throw new UserError("--stdin-filename requires `-` (standard input)");
  if (isStdin && fixing === "write" && operands.length > 1) {
    throw new UserError(
      "`-` with --fix prints the fixed text, so it cannot be used together with other paths",
    );
  }
}

async function find(
  options: LintOptions,
  isStdin: boolean,
  listsFiles: boolean,
  files: FileSystem,
  resolver: SettingsResolver,
  { platform }: Io,
  seen: () => void,
): Promise<FoundSources> {
  const operands = options.operands.filter((operand) => operand !== "-");
  if (isStdin && operands.length === 0) return { sources: [], skipped: [], unrelated: [], problems: [] };
  return findSources(operands, {
    files,
    folder: platform.workingFolder,
    gitignore: options.gitignore,
    exclude: options.exclude,
    unrelated: listsFiles,
    isNamedBySettings: (path) => resolver.namesFormatOf(path),
    seen,
  });
}

/** Whether there were any. */
function sayProblems({ problems }: FoundSources, io: Io): boolean {
  const notices = new Notices(io.stderr, "more paths cannot be used");
  for (const problem of problems) notices.say(problem);
  notices.finish();
  return problems.length > 0;
}

/** The formats that say of each file which release it is checked against, and why. */
const SAYING_WHY: ReadonlySet<string> = new Set(["pretty", "markdown"]);

/** Says once what another release than the one that was named stands for, unless every report says it. */
function sayUnknownReleases(
  files: readonly FileReport[],
  outputs: readonly { readonly format: string }[],
  io: Io,
): void {
  if (outputs.every(({ format }) => SAYING_WHY.has(format))) return;
  const said = new Set<string>();
  for (const { release } of files) {
    const { unknown } = release;
    if (unknown === undefined) continue;
    const known = describeRelease(release.release);
    said.add(
      `${describeRelease(unknown)} is unknown to kong-lint ${version}; checking against ${known}, the nearest release`,
    );
  }
  const notices = new Notices(io.stderr, "more releases are unknown");
  for (const each of said) notices.say(each);
  notices.finish();
}

async function changedSources({ since }: LintOptions, { platform }: Io) {
  if (since === undefined) return undefined;
  const { ChangedSources } = await import("../lint/changed-sources.ts");
  return ChangedSources.open(since.reference, since.sinceBranching, platform);
}

async function printDiff(outcome: LintOutcome, look: ReportContext, io: Io): Promise<void> {
  const { diffSides, unifiedDiff } = await import("../../report/unified-diff.ts");
  const { styleFor } = await import("../../report/style.ts");
  const style = styleFor(look.color, false);
  for (const { shown, text, textBefore, redactors } of outcome.fixed) {
    const [before, after] = diffSides(
      { text: textBefore, masked: redactors.before.masked() },
      { text, masked: redactors.after.masked() },
      (each) => redactors.before.redact(each),
    );
    io.stdout.write(unifiedDiff(shown, before, after, style), { colors: look });
  }
  const { count } = await import("../../report/words.ts");
  if (look.quiet === true) return;
  const fixes = count(outcome.run.fixed, "fix", "fixes");
  io.stderr.say(`${fixes} in ${count(outcome.fixed.length, "file")}; nothing was written`);
}

async function sayExtras(
  options: LintOptions,
  files: readonly FileReport[],
  stopwatch: { text(): string } | undefined,
  io: Io,
): Promise<void> {
  if (options.statistics) {
    const { statisticsText } = await import("../lint/statistics-text.ts");
    io.stderr.write(statisticsText(files));
  }
  if (stopwatch !== undefined) io.stderr.write(stopwatch.text());
}
