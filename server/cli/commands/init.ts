import { FileError } from "../../platform/file-error.ts";
import { joinPath } from "../../platform/paths.ts";
import { UserError } from "../../platform/user-error.ts";
import { SETTINGS_NAMES } from "../../settings/discover-settings.ts";
import { settingsTemplate, TEMPLATE_NAME } from "../../settings/settings-template.ts";
import { shownPath } from "../../workspace/source-path.ts";
import type { RunCommand } from "../command.ts";
import { ExitCode } from "../exit-code.ts";

/** `kong-lint init [FOLDER]`: writes a settings file with every setting commented out, where there is none. */
export const run: RunCommand = async (argv, { platform, stdout }) => {
  const [operand = ".", ...more] = argv.operands;
  if (more.length > 0) throw new UserError("`kong-lint init` expects one folder");
  const { files, workingFolder } = platform;
  const folder = joinPath(workingFolder, operand.replaceAll("\\", "/"));
  // A link that leads nowhere is in the list too, and nothing is written through it.
  const names = (await listed(operand, folder, files.list)).map(({ name }) => name);
  const existing = SETTINGS_NAMES.find((name) => names.includes(name));
  if (existing !== undefined) {
    const shown = shownPath(joinPath(folder, existing), workingFolder);
    throw new UserError(`${shown} already exists; nothing was written`);
  }
  const path = joinPath(folder, TEMPLATE_NAME);
  const shown = shownPath(path, workingFolder);
  try {
    await files.write(path, settingsTemplate());
  } catch (error) {
    if (!(error instanceof FileError)) throw error;
    throw new UserError(`cannot write ${shown}: ${error.message}`);
  }
  stdout.write(`Wrote ${shown}. Remove the slashes before a setting to use it.\n`);
  return ExitCode.clean;
};

async function listed<Entry>(
  operand: string,
  folder: string,
  list: (path: string) => Promise<readonly Entry[]>,
): Promise<readonly Entry[]> {
  try {
    return await list(folder);
  } catch (error) {
    if (!(error instanceof FileError)) throw error;
    throw new UserError(`${operand}: ${error.message}`);
  }
}
