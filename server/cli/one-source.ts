import type { ConfigUnit, LinkedSource } from "../model/config-unit.ts";
import { joinPath } from "../platform/paths.ts";
import { UserError } from "../platform/user-error.ts";
import { SettingsResolver } from "../settings/settings-resolver.ts";
import type { Arguments } from "./command.ts";
import type { Io } from "./io.ts";
import { shownPath } from "./lint/find-sources.ts";
import { openSource, openStdin } from "./lint/open-source.ts";
import type { SourcePath } from "./lint/source-path.ts";
import { stdinSource } from "./lint/stdin-source.ts";
import { version } from "./version.ts";

/**
 * Opens the one source that a command takes.
 * @param operand a path, or `-` for standard input
 * @throws UserError where it cannot be read
 */
export async function openOperand(
  operand: string,
  argv: Arguments,
  io: Io,
): Promise<{ readonly source: SourcePath; readonly linked: LinkedSource; readonly unit: ConfigUnit }> {
  const { platform } = io;
  const isStdin = operand === "-";
  const absolute = joinPath(platform.workingFolder, operand.replaceAll("\\", "/"));
  const source = isStdin
    ? stdinSource(argv.value("stdin-filename"), platform.workingFolder)
    : { shown: shownPath(absolute, platform.workingFolder), absolute, named: true };
  const opened = isStdin ? await openStdin(source, io) : await openSource(source, platform);
  if (opened.kind !== "opened") throw new UserError(`${source.shown}: ${opened.reason}`);
  const { linked } = opened.source;
  const [unit] = linked.units;
  if (unit === undefined) throw new UserError(`${source.shown}: describes no Kong process`);
  return { source, linked, unit };
}

/** The settings that the flags of a command name, or else the nearest. */
export function settingsResolver(argv: Arguments, { platform }: Io): SettingsResolver {
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
