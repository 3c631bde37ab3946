import { catalogFor } from "../../../schemas/catalog.ts";
import { releaseLife } from "../../../schemas/lifecycle/lifecycle.ts";
import { effectiveConfiguration } from "../../engine/effective-configuration.ts";
import { resolveRelease } from "../../engine/resolve-release.ts";
import { dotenv } from "../../formats/dotenv/format.ts";
import { readUnit } from "../../formats/read-unit.ts";
import { load } from "../../loader/load.ts";
import { assumedWorld, type World } from "../../loader/world.ts";
import { joinPath } from "../../platform/paths.ts";
import { UserError } from "../../platform/user-error.ts";
import { styleFor } from "../../report/style.ts";
import { lintSettingsFrom } from "../../settings/lint-settings-from.ts";
import { lifeLines } from "../../upgrade/life-words.ts";
import { allRules } from "../../workspace/analyze.ts";
import type { Arguments, RunCommand } from "../command.ts";
import { effectiveTable } from "../effective-table.ts";
import { ExitCode } from "../exit-code.ts";
import type { Io } from "../io.ts";
import { appearance } from "../lint/appearance.ts";
import { settingsWishes } from "../lint/lint-options.ts";
import { openSource } from "../lint/open-source.ts";
import { openOperand, settingsResolver } from "../one-source.ts";
import { wantsJson } from "../wants-json.ts";

/** `kong-lint effective FILE`: what Kong ends up with, and where each value comes from. */
export const run: RunCommand = async (argv, io) => {
  const [operand, ...more] = argv.operands;
  if (operand === undefined || more.length > 0)
    throw new UserError("`kong-lint effective` wants one FILE, or `-`");
  const json = wantsJson(argv, "effective");
  const { source, unit } = await openOperand(operand, argv, io);
  const resolved = await settingsResolver(argv, io).resolve(source.absolute);
  const settings = lintSettingsFrom(resolved, await settingsWishes(argv));
  const atHand = resolveRelease(unit, settings.release);
  const catalog = catalogFor(atHand.release);
  const reading = load(unit, atHand.release, await worldOf(argv, io));
  const configuration = effectiveConfiguration(unit, reading, catalog, allRules.rules);
  const life = argv.has("lifecycle") ? releaseLife(settings.release?.flag ?? atHand.release) : undefined;
  if (json) io.stdout.write(`${JSON.stringify({ ...configuration, ...(life && { life }) }, undefined, 2)}\n`);
  else {
    const colors = { ...appearance(argv, io.platform), hyperlinks: false };
    io.stdout.write(
      effectiveTable(
        configuration,
        source.shown,
        atHand.reason,
        argv.has("all"),
        styleFor(colors.color, colors.hyperlinks),
      ),
      { colors },
    );
    if (life !== undefined) io.stdout.write(`\n${lifeLines(life).join("\n")}\n`);
  }
  return ExitCode.clean;
};

/** The machine with the variables of the environment file, where one is given; the environment of this program does not count. */
async function worldOf(argv: Arguments, io: Io): Promise<World> {
  const file = argv.value("env-file");
  if (file === undefined) return assumedWorld;
  const absolute = joinPath(io.platform.workingFolder, file.replaceAll("\\", "/"));
  const opened = await openSource({ shown: file, absolute, named: true }, io.platform.files);
  if (opened.kind !== "opened") throw new UserError(`--env-file ${file}: ${opened.reason}`);
  const unit = readUnit(opened.document, dotenv);
  const environment = new Map(
    unit.assignments.map(({ writtenName, writtenValue }) => [writtenName, writtenValue] as const),
  );
  return { ...assumedWorld, environment };
}
