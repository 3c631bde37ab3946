import type { FileSystem } from "../platform/platform.ts";
import { UserError } from "../platform/user-error.ts";
import { SettingsResolver } from "../settings/settings-resolver.ts";
import { type FileSettings, fileSettings } from "../workspace/file-settings.ts";
import type { OpenedSource } from "../workspace/open-source.ts";
import { Snapshot } from "../workspace/snapshot.ts";
import { namedSource, type SourcePath, shownPath } from "../workspace/source-path.ts";
import { type OpenOptions, Workspace } from "../workspace/workspace.ts";
import type { Arguments } from "./command.ts";
import type { Io } from "./io.ts";
import { settingsOverrides } from "./lint/lint-options.ts";
import { stdinSource } from "./lint/stdin-source.ts";
import { version } from "./version.ts";

/** The one source that a command takes, ready to be read further. */
export interface Operand {
  readonly source: SourcePath;
  readonly settings: FileSettings;
  readonly opened: Extract<OpenedSource, { readonly kind: "opened" }>;
  /** Of standard input; empty for a file. */
  readonly bytes: Uint8Array;
}

/**
 * Opens the one source that a command takes.
 * @param operand a path, or `-` for standard input
 * @throws UserError where it cannot be read, or is not Kong's
 */
export async function openOperand(
  operand: string,
  argv: Arguments,
  io: Io,
  options: Omit<OpenOptions, "read"> = {},
): Promise<Operand> {
  const { workingFolder } = io.platform;
  const isStdin = operand === "-";
  const source = isStdin
    ? stdinSource(argv.value("stdin-filename"), workingFolder)
    : namedSource(operand, workingFolder);
  const bytes = isStdin ? await io.stdin() : new Uint8Array();
  const { settings, opened } = await (await commandWorkspace(argv, io)).open(source, {
    ...options,
    ...(isStdin ? { read: async () => bytes } : {}),
  });
  if (opened.kind !== "opened") throw new UserError(`${source.shown}: ${opened.reason}`);
  return { source, settings, opened, bytes };
}

/**
 * The files and settings of a command that looks at sources without a baseline.
 * @param files absent: those of today
 */
export async function commandWorkspace(
  argv: Arguments,
  { platform: { files: today, workingFolder } }: Io,
  files: FileSystem = today,
): Promise<Workspace> {
  const file = argv.value("settings");
  const resolver = new SettingsResolver({
    files,
    version,
    from: argv.has("no-settings")
      ? "none"
      : file === undefined
        ? "nearest"
        : { file: namedSource(file, workingFolder).absolute },
    show: (path) => shownPath(path, workingFolder),
  });
  const overrides = await settingsOverrides(argv);
  return new Workspace({
    snapshot: Snapshot.of(files),
    folder: workingFolder,
    settings: (path) => fileSettings(path, { resolver, overrides, baseline: async () => undefined }),
  });
}
