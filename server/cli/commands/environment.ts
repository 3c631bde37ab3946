import { type EnvironmentReport, environmentReport } from "../../engine/environment-report.ts";
import { UserError } from "../../platform/user-error.ts";
import type { Arguments, RunCommand } from "../command.ts";
import { commandPage } from "../command-page.ts";
import { environmentStatistics, environmentTable } from "../environment-table.ts";
import { ExitCode } from "../exit-code.ts";
import type { Io } from "../io.ts";
import { openOperand } from "../one-source.ts";

/** `kong-lint environment FILE`: the variables that each Kong process gets, where they come from, and what was lost on the way. */
export const run: RunCommand = async (argv, io) => {
  const [operand, ...more] = argv.operands;
  if (operand === undefined || more.length > 0)
    throw new UserError("`kong-lint environment` expects one FILE (or `-`)");
  const json = argv.value("format") === "json";
  const report = await read(operand, argv, io);
  if (argv.has("show-secrets"))
    io.stderr.say("secrets are printed in plain text: keep this output out of logs and issues");
  const { page, colors } = commandPage(argv, io.platform);
  if (json) io.stdout.write(`${JSON.stringify(report, undefined, 2)}\n`);
  else if (argv.has("statistics")) io.stdout.write(environmentStatistics(report));
  else io.stdout.write(environmentTable(report, operand, page), { colors });
  return ExitCode.clean;
};

async function read(operand: string, argv: Arguments, io: Io): Promise<EnvironmentReport> {
  const given = argv.value("given");
  const { givenSurroundings } = await import("../given-surroundings.ts");
  const { settings, opened } = await openOperand(operand, argv, io, {
    asEnvironment: true,
    ...(given === undefined ? {} : { surroundings: await givenSurroundings(given, io.platform) }),
  });
  return environmentReport(opened.source.linked, settings.lint, argv.has("show-secrets"));
}
