import { catalogFor } from "../../../schemas/catalog.ts";
import { type ReleaseLife, releaseLife } from "../../../schemas/lifecycle/lifecycle.ts";
import { type EffectiveConfiguration, effectiveConfiguration } from "../../engine/effective-configuration.ts";
import { resolveRelease } from "../../engine/resolve-release.ts";
import { dotenv } from "../../formats/dotenv/format.ts";
import { readUnit } from "../../formats/read-unit.ts";
import { defaultHost, type HostEnvironment } from "../../loader/host-environment.ts";
import { load } from "../../loader/load.ts";
import { type ConfigUnit, reachingUnit } from "../../model/config-unit.ts";
import { joinPath } from "../../platform/paths.ts";
import { UserError } from "../../platform/user-error.ts";
import { lifeLines } from "../../upgrade/life-words.ts";
import { allRules } from "../../workspace/analyze.ts";
import { openSource } from "../../workspace/open-source.ts";
import { Snapshot } from "../../workspace/snapshot.ts";
import type { Arguments, RunCommand } from "../command.ts";
import { commandPage } from "../command-page.ts";
import { effectiveTable } from "../effective-table.ts";
import { ExitCode } from "../exit-code.ts";
import type { Io } from "../io.ts";
import { openOperand } from "../one-source.ts";

/** `kong-lint effective FILE`: what Kong ends up with, and where each value comes from. */
export const run: RunCommand = async (argv, io) => {
  const [operand, ...more] = argv.operands;
  if (operand === undefined || more.length > 0)
    throw new UserError("`kong-lint effective` expects one FILE (or `-`)");
  const json = argv.value("format") === "json";
  const { source, opened, settings } = await openOperand(operand, argv, io);
  const { release } = settings.lint;
  const world = await hostOf(argv, io);
  const withLife = argv.has("lifecycle");
  const configurations = opened.source.linked.units.map(reachingUnit).map((unit) => {
    const atHand = resolveRelease(unit, release);
    const reading = load(unit, atHand.release, world);
    const catalog = catalogFor(atHand.release);
    const life = withLife ? releaseLife(release?.flag ?? atHand.release) : undefined;
    return {
      unit,
      reason: atHand.reason,
      life,
      configuration: effectiveConfiguration(unit, reading, catalog, allRules.rules),
    };
  });
  if (json) io.stdout.write(`${JSON.stringify(jsonOf(configurations), undefined, 2)}\n`);
  else {
    const { page, colors } = commandPage(argv, io.platform);
    const tables = configurations.map(({ unit, reason, configuration, life }) => {
      const table = effectiveTable(
        configuration,
        unit.name === undefined ? source.shown : `${source.shown}: ${unit.name}`,
        reason,
        argv.has("all"),
        page,
      );
      return life === undefined ? table : `${table}\n${lifeLines(life, page).join("\n")}\n`;
    });
    io.stdout.write(tables.join("\n"), { colors });
  }
  return ExitCode.clean;
};

/** What one process ends up with. */
interface UnitConfiguration {
  readonly unit: ConfigUnit;
  /** Why it is read by this release. */
  readonly reason: string;
  readonly configuration: EffectiveConfiguration;
  /** Where it was asked for. */
  readonly life: ReleaseLife | undefined;
}

/** An object for a file that is one process; an array, with the id of each, for one that describes processes. */
function jsonOf(configurations: readonly UnitConfiguration[]): unknown {
  const plain = configurations.map(({ unit, configuration, life }) => ({
    id: unit.id,
    configuration: { ...configuration, ...(life && { life }) },
  }));
  const [first] = plain;
  return first?.id === ""
    ? first.configuration
    : plain.map(({ id, configuration }) => ({ unit: id, ...configuration }));
}

/** The machine with the variables of the environment file, where one is given; the environment of this program does not count. */
async function hostOf(argv: Arguments, io: Io): Promise<HostEnvironment> {
  const file = argv.value("env-file");
  if (file === undefined) return defaultHost;
  const { files, workingFolder } = io.platform;
  const absolute = joinPath(workingFolder, file.replaceAll("\\", "/"));
  const deps = { snapshot: Snapshot.of(files), folder: workingFolder };
  const opened = await openSource({ shown: file, absolute, named: true }, deps);
  if (opened.kind !== "opened") throw new UserError(`--env-file ${file}: ${opened.reason}`);
  const unit = readUnit(opened.source.linked.source.document, dotenv);
  const environment = new Map(
    unit.assignments.map(({ variable, writtenValue }) => [variable, writtenValue] as const),
  );
  return { ...defaultHost, environment };
}
