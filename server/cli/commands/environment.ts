import { type EnvironmentReport, environmentReport } from "../../engine/environment-report.ts";
import { joinPath } from "../../platform/paths.ts";
import { UserError } from "../../platform/user-error.ts";
import { styleFor } from "../../report/style.ts";
import { lintSettingsFrom } from "../../settings/lint-settings-from.ts";
import type { Arguments, RunCommand } from "../command.ts";
import { environmentStatistics, environmentTable } from "../environment-table.ts";
import { ExitCode } from "../exit-code.ts";
import type { Io } from "../io.ts";
import { appearance } from "../lint/appearance.ts";
import { shownPath } from "../lint/find-sources.ts";
import { settingsWishes } from "../lint/lint-options.ts";
import { openEnvironment } from "../lint/open-source.ts";
import type { SourcePath } from "../lint/source-path.ts";
import { stdinSource } from "../lint/stdin-source.ts";
import { settingsResolver } from "../one-source.ts";
import { wantsJson } from "../wants-json.ts";

/** `kong-lint environment FILE`: the variables that each Kong process gets, where they come from, and what was lost on the way. */
export const run: RunCommand = async (argv, io) => {
  const [operand, ...more] = argv.operands;
  if (operand === undefined || more.length > 0)
    throw new UserError("`kong-lint environment` requires one FILE, or `-`");
  const json = wantsJson(argv, "environment");
  const report = await read(operand, argv, io);
  if (argv.has("show-secrets"))
    io.stderr.say("secrets are printed in clear: keep this output out of logs and issues");
  const colors = { ...appearance(argv, io.platform), hyperlinks: false };
  const style = styleFor(colors.color, colors.hyperlinks);
  if (json) io.stdout.write(`${JSON.stringify(report, undefined, 2)}\n`);
  else if (argv.has("statistics")) io.stdout.write(environmentStatistics(report));
  else io.stdout.write(environmentTable(report, operand, style), { colors });
  return ExitCode.clean;
};

async function read(operand: string, argv: Arguments, io: Io): Promise<EnvironmentReport> {
  const { platform } = io;
  const given = argv.value("given");
  const { givenSurroundings } = await import("../given-surroundings.ts");
  const surroundings = given === undefined ? {} : await givenSurroundings(given, platform);
  const source = sourceOf(operand, argv, io);
  const bytes = operand === "-" ? await io.stdin() : await platform.files.read(source.absolute);
  const opened = await openEnvironment(bytes, source, {
    files: platform.files,
    workingFolder: platform.workingFolder,
    surroundings,
  });
  if (opened.kind !== "opened") throw new UserError(`${source.shown}: ${opened.reason}`);
  const resolved = await settingsResolver(argv, io).resolve(source.absolute);
  const settings = lintSettingsFrom(resolved, await settingsWishes(argv));
  return environmentReport(opened.source.linked, settings, argv.has("show-secrets"));
}

function sourceOf(operand: string, argv: Arguments, { platform }: Io): SourcePath {
  if (operand === "-") return stdinSource(argv.value("stdin-filename"), platform.workingFolder);
  const absolute = joinPath(platform.workingFolder, operand.replaceAll("\\", "/"));
  return { shown: shownPath(absolute, platform.workingFolder), absolute, named: true };
}
