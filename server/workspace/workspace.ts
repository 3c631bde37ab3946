import type { Surroundings } from "../model/format.ts";
import type { Formats } from "./choose-format.ts";
import type { FileSettings } from "./file-settings.ts";
import { type OpenedSource, openSource } from "./open-source.ts";
import type { Snapshot } from "./snapshot.ts";
import type { SourcePath } from "./source-path.ts";

/** The files and settings of one run, or of one state of an editor. */
export interface WorkspaceDeps {
  readonly snapshot: Snapshot;
  /** The working folder, absolute: what shown paths are relative to. */
  readonly folder: string;
  /**
   * The settings of the file at an absolute path.
   * @throws UserError for a settings file that is wrong
   */
  settings(path: string): Promise<FileSettings>;
  /** Whether the settings say in which format an absolute path is to be read, whatever its name. Absent: of no file. */
  namesFormatOf?(path: string): Promise<boolean>;
  /** Whether git ignores the file at an absolute path. Absent: nobody can tell. */
  isIgnoredByGit?(path: string): Promise<boolean>;
  /** Absent: all of this program. */
  readonly formats?: Formats;
}

/** How one source is opened. */
export interface OpenOptions {
  /** Its bytes, where they are not those on disk: standard input. */
  read?(): Promise<Uint8Array>;
  /** What surrounds it, over what its settings say. */
  readonly surroundings?: Surroundings;
  /** For those who ask for variables: files of them are read as their reader does. */
  readonly asEnvironment?: boolean;
}

/** A source as it was opened, and the settings that it was opened with. */
export interface WorkspaceSource {
  readonly settings: FileSettings;
  readonly opened: OpenedSource;
}

/**
 * The one way from a path to a source that can be linted, whoever asks: settings, open, detect, parse, link. What follows, lint, select
 * and fix, is `lintSource`.
 */
export class Workspace {
  readonly snapshot: Snapshot;
  readonly folder: string;
  readonly #deps: WorkspaceDeps;

  constructor(deps: WorkspaceDeps) {
    this.#deps = deps;
    this.snapshot = deps.snapshot;
    this.folder = deps.folder;
  }

  /** The same with other texts. */
  with(snapshot: Snapshot): Workspace {
    return new Workspace({ ...this.#deps, snapshot });
  }

  /** @throws UserError for a settings file that is wrong */
  settingsOf(path: string): Promise<FileSettings> {
    return this.#deps.settings(path);
  }

  /** Whether the settings say in which format a file is to be read, whatever its name. */
  async namesFormatOf(path: string): Promise<boolean> {
    return (await this.#deps.namesFormatOf?.(path)) === true;
  }

  async isIgnoredByGit(path: string): Promise<boolean> {
    return (await this.#deps.isIgnoredByGit?.(path)) === true;
  }

  /** @throws UserError for a settings file that is wrong */
  async open(source: SourcePath, options: OpenOptions = {}): Promise<WorkspaceSource> {
    const settings = await this.settingsOf(source.absolute);
    return { settings, opened: await this.openWith(source, settings, options) };
  }

  /** As {@link open}, for those who have asked for the settings. */
  openWith(
    source: SourcePath,
    { resolved }: FileSettings,
    { read, surroundings, asEnvironment }: OpenOptions = {},
  ): Promise<OpenedSource> {
    const { formats } = this.#deps;
    const deps = {
      snapshot: this.snapshot,
      folder: this.folder,
      format: resolved.format,
      ...(formats === undefined ? {} : { formats }),
      ...(surroundings === undefined ? {} : { surroundings }),
      ...(asEnvironment === undefined ? {} : { asEnvironment }),
    };
    return openSource(source, deps, read);
  }
}
