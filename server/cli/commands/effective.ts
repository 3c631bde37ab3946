import { catalogFor } from "../../../schemas/catalog.ts";
import { type EffectiveConfiguration, effectiveConfiguration } from "../../engine/effective-configuration.ts";
import { resolveRelease } from "../../engine/resolve-release.ts";
import { dotenv } from "../../formats/dotenv/format.ts";
import { readUnit } from "../../formats/read-unit.ts";
import { load } from "../../loader/load.ts";
import { assumedWorld, type World } from "../../loader/world.ts";
import { type ConfigUnit, reachingUnit } from "../../model/config-unit.ts";
import { joinPath } from "../../platform/paths.ts";
import { UserError } from "../../platform/user-error.ts";
import { styleFor } from "../../report/style.ts";
import { lintSettingsFrom } from "../../settings/lint-settings-from.ts";
import { SettingsResolver } from "../../settings/settings-resolver.ts";
import { allRules } from "../../workspace/analyze.ts";
import type { Arguments, RunCommand } from "../command.ts";
import { effectiveTable } from "../effective-table.ts";
import { ExitCode } from "../exit-code.ts";
import type { Io } from "../io.ts";
import { appearance } from "../lint/appearance.ts";
import { shownPath } from "../lint/find-sources.ts";
import { settingsWishes } from "../lint/lint-options.ts";
import { openSource, openStdin } from "../lint/open-source.ts";
import type { SourcePath } from "../lint/source-path.ts";
import { stdinSource } from "../lint/stdin-source.ts";
import { version } from "../version.ts";
import { wantsJson } from "../wants-json.ts";

/** `kong-lint effective FILE`: what Kong ends up with, and where each value comes from. */
export const run: RunCommand = async (argv, io) => {
  const [operand, ...more] = argv.operands;
  if (operand === undefined || more.length > 0)
    throw new UserError("`kong-lint effective` wants one FILE, or `-`");
  const json = wantsJson(argv, "effective");
  const source = sourceOf(operand, argv, io);
  const units = await unitsOf(source, operand === "-", io);
  const resolved = await resolverFor(argv, io).resolve(source.absolute);
  const settings = lintSettingsFrom(resolved, await settingsWishes(argv));
  const world = await worldOf(argv, io);
  const configurations = units.map((unit) => {
    const atHand = resolveRelease(unit, settings.release);
    const reading = load(unit, atHand.release, world);
    const catalog = catalogFor(atHand.release);
    return { unit, reason: atHand.reason, ...effectiveConfiguration(unit, reading, catalog, allRules.rules) };
  });
  if (json) io.stdout.write(`${JSON.stringify(jsonOf(configurations), undefined, 2)}\n`);
  else {
    const colors = { ...appearance(argv, io.platform), hyperlinks: false };
    const tables = configurations.map(({ unit, reason, ...configuration }) =>
      effectiveTable(
        configuration,
        unit.name === undefined ? source.shown : `${source.shown}: ${unit.name}`,
        reason,
        argv.has("all"),
        styleFor(colors.color, colors.hyperlinks),
      ),
    );
    io.stdout.write(tables.join("\n"), { colors });
  }
  return ExitCode.clean;
};

/** An object for a file that is one process; an array, with the id of each, for one that describes processes. */
function jsonOf(
  configurations: readonly ({
    readonly unit: ConfigUnit;
    readonly reason: string;
  } & EffectiveConfiguration)[],
): unknown {
  const plain = configurations.map(({ unit, reason: _, ...configuration }) => ({
    id: unit.id,
    configuration,
  }));
  const [first] = plain;
  return first?.id === ""
    ? first.configuration
    : plain.map(({ id, configuration }) => ({ unit: id, ...configuration }));
}

function sourceOf(operand: string, argv: Arguments, { platform }: Io): SourcePath {
  if (operand === "-") return stdinSource(argv.value("stdin-filename"), platform.workingFolder);
  const absolute = joinPath(platform.workingFolder, operand.replaceAll("\\", "/"));
  return { shown: shownPath(absolute, platform.workingFolder), absolute, named: true };
}

async function unitsOf(source: SourcePath, isStdin: boolean, io: Io): Promise<readonly ConfigUnit[]> {
  const opened = isStdin ? await openStdin(source, io) : await openSource(source, io.platform);
  if (opened.kind !== "opened") throw new UserError(`${source.shown}: ${opened.reason}`);
  return opened.source.linked.units.map(reachingUnit);
}

function resolverFor(argv: Arguments, { platform }: Io): SettingsResolver {
  const file = argv.value("settings");
  return new SettingsResolver({
    files: platform.files,
    version,
    from: argv.has("no-settings")
      ? "none"
      : file === undefined
        ? "nearest"
        : { file: joinPath(platform.workingFolder, file.replaceAll("\\", "/")) },
    show: (path) => shownPath(path, platform.workingFolder),
  });
}

/** The machine with the variables of the environment file, where one is given; the environment of this program does not count. */
async function worldOf(argv: Arguments, io: Io): Promise<World> {
  const file = argv.value("env-file");
  if (file === undefined) return assumedWorld;
  const absolute = joinPath(io.platform.workingFolder, file.replaceAll("\\", "/"));
  const opened = await openSource({ shown: file, absolute, named: true }, io.platform);
  if (opened.kind !== "opened") throw new UserError(`--env-file ${file}: ${opened.reason}`);
  const unit = readUnit(opened.source.linked.source.document, dotenv);
  const environment = new Map(
    unit.assignments.map(({ writtenName, writtenValue }) => [writtenName, writtenValue] as const),
  );
  return { ...assumedWorld, environment };
}
