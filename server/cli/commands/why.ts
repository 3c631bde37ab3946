import { catalogFor } from "../../../schemas/catalog.ts";
import { UserError } from "../../platform/user-error.ts";
import { LogReader } from "../../why/log-reader.ts";
import { whyReport } from "../../why/why-report.ts";
import type { RunCommand } from "../command.ts";
import { commandPage } from "../command-page.ts";
import { ExitCode } from "../exit-code.ts";
import { settingsOverrides } from "../lint/lint-options.ts";
import { openLog } from "../why/log-pieces.ts";
import { readWorkspace } from "../why/read-workspace.ts";
import { whyText } from "../why/why-text.ts";

/** `kong-lint why [FILE]`: what the messages of a log mean, and which lines of the workspace cause them. */
export const run: RunCommand = async (argv, io) => {
  const [operand, ...more] = argv.operands;
  if (more.length > 0) throw new UserError("`kong-lint why` reads one log, or `-` for standard input");
  const json = argv.value("format") === "json";
  const { release } = await settingsOverrides(argv);
  const reader = new LogReader(release === undefined ? undefined : catalogFor(release).base);
  const log = await openLog(operand, io);
  for await (const piece of log.pieces) reader.add(piece);
  const found = reader.finish();
  const { view, redact } = await readWorkspace(argv, io);
  const report = whyReport(reader.lines, found, view, redact);
  if (json) io.stdout.write(`${JSON.stringify(report, undefined, 2)}\n`);
  else {
    const { page, colors } = commandPage(argv, io.platform);
    io.stdout.write(whyText(report, log.name, page), { colors });
  }
  return found.length === 0 ? ExitCode.clean : ExitCode.findings;
};
