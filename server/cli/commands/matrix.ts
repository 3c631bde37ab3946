import { resolveRelease } from "../../engine/resolve-release.ts";
import { UserError } from "../../platform/user-error.ts";
import { matrixJson } from "../../upgrade/matrix-json.ts";
import { matrixMarkdown } from "../../upgrade/matrix-markdown.ts";
import { releaseMatrix } from "../../upgrade/release-matrix.ts";
import type { RunCommand } from "../command.ts";
import { commandPage } from "../command-page.ts";
import { ExitCode } from "../exit-code.ts";
import { matrixTable } from "../matrix-table.ts";
import { openOperand } from "../one-source.ts";

/** `kong-lint matrix FILE`: what every release of the file's edition does with it. */
export const run: RunCommand = async (argv, io) => {
  const [operand, ...more] = argv.operands;
  if (operand === undefined || more.length > 0)
    throw new UserError("`kong-lint matrix` expects one FILE (or `-`)");
  const format = argv.value("format");
  const { source, opened, settings } = await openOperand(operand, argv, io);
  const { linked } = opened.source;
  const [unit] = linked.units;
  if (unit === undefined) throw new UserError(`${source.shown}: describes no Kong process`);
  const atHand = resolveRelease(unit, settings.lint.release);
  const matrix = await releaseMatrix(linked, unit, atHand.release);
  if (format === "json") io.stdout.write(matrixJson(matrix));
  else if (format === "markdown") io.stdout.write(matrixMarkdown(matrix));
  else {
    const { page, colors } = commandPage(argv, io.platform);
    io.stdout.write(matrixTable(matrix, atHand.reason, page), { colors });
  }
  return ExitCode.clean;
};
