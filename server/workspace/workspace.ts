import { isEnvName } from "../formats/file-names.ts";
import type { LinkedSource } from "../model/config-unit.ts";
import type { SourceFormat, Surroundings } from "../model/format.ts";
import type { Source } from "../model/source.ts";
import type { FormatSetting } from "../settings/resolved-settings.ts";
import { type Beside, isNothing, lookBeside, NOTHING_BESIDE, type Told } from "./beside.ts";
import type { Formats } from "./choose-format.ts";
import type { FileSettings } from "./file-settings.ts";
import { linkWithReferences, type ResolvedSource } from "./link-references.ts";
import { type OpenedSource, openSource } from "./open-source.ts";
import type { ProjectFiles } from "./project-files.ts";
import type { Snapshot } from "./snapshot.ts";
import type { SourcePath } from "./source-path.ts";
import { type Around, surroundingsFrom, withCalls } from "./surroundings.ts";
import { isRunByOthers } from "./users-beside.ts";
import { isForOthers } from "./variables-beside.ts";

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
  /** Further folders over which the run goes, absolute: outside of a repository, what is below one belongs together. */
  readonly roots?: readonly string[];
  /** All files of the run. Absent: not known. */
  readonly project?: ProjectFiles;
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

  /**
   * Links a text that is parsed already, such as a document of an editor, with the files to which it refers.
   * @param beside that of {@link beside}
   */
  async link(
    source: Source,
    path: string,
    { resolved }: FileSettings,
    beside: Told,
  ): Promise<ResolvedSource> {
    const around = this.#around(path);
    const said = withBeside(surroundingsFrom(resolved, this.folder), beside);
    const surroundings = await withCalls(said, source.format, around);
    return linkWithReferences(source, { ...around, surroundings });
  }

  /** As {@link open}, for those who have asked for the settings. */
  async openWith(
    source: SourcePath,
    settings: FileSettings,
    options: OpenOptions = {},
  ): Promise<OpenedSource> {
    const { resolved } = settings;
    const around = { ...surroundingsFrom(resolved, this.folder), ...options.surroundings };
    const open = (surroundings: Surroundings) => this.#open(source, surroundings, options, resolved.format);
    const opened = await open(around);
    if (opened.kind !== "opened") return opened;
    const { linked } = opened.source;
    const beside = await this.beside(source.absolute, linked, settings, around);
    if (options.asEnvironment !== true && isForOthers(beside.uses, linked))
      return { kind: "left-alone", reason: FOR_OTHERS };
    return isNothing(beside) ? opened : open(withBeside(around, beside));
  }

  /**
   * What files beside a source tell of it, where it cannot tell that itself and nobody else says it.
   * @param path absolute, of the source
   */
  async beside(
    path: string,
    linked: LinkedSource,
    settings: FileSettings,
    surroundings: Surroundings = surroundingsFrom(settings.resolved, this.folder),
  ): Promise<Beside> {
    if (!isRunByOthers(linked)) return NOTHING_BESIDE;
    const asks = {
      release: !isSaid(settings) && surroundings.release === undefined,
      // Who says in which format a file is to be read, has it read.
      uses: isEnvName(path) && settings.resolved.format === undefined,
    };
    const found = await lookBeside(this.#around(path), asks, (other) => this.#open(other, surroundings));
    // Of settings in a manifest, only who refers to it tells the release.
    const isTold = linked.source.format.isRunElsewhere === true || found.release?.isBeside !== true;
    return isTold ? found : { ...found, release: undefined };
  }

  #around(path: string): Around {
    const { project, roots } = this.#deps;
    return {
      snapshot: this.snapshot,
      folder: this.folder,
      path,
      ...(roots === undefined ? {} : { roots }),
      ...(project === undefined ? {} : { project }),
    };
  }

  #open(
    source: SourcePath,
    surroundings: Surroundings,
    { read, asEnvironment }: OpenOptions = {},
    format?: FormatSetting,
  ): Promise<OpenedSource> {
    const { formats, roots } = this.#deps;
    const deps = {
      snapshot: this.snapshot,
      folder: this.folder,
      format,
      surroundings: (of: SourceFormat) => withCalls(surroundings, of, this.#around(source.absolute)),
      ...(formats === undefined ? {} : { formats }),
      ...(roots === undefined ? {} : { roots }),
      ...(asEnvironment === undefined ? {} : { asEnvironment }),
    };
    return openSource(source, deps, read);
  }
}

function withBeside(surroundings: Surroundings, { release, reader, users }: Told): Surroundings {
  return {
    ...(reader === undefined ? {} : { reader }),
    ...surroundings,
    users,
    ...(release === undefined ? {} : { release }),
  };
}

/** Why a file of variables is left alone that no process of Kong gets. */
const FOR_OTHERS = "no Kong process reads it, and its values are checked where a tool inserts them";

/** Whether somebody says the release, whatever is beside the file. */
function isSaid({ lint: { release } }: FileSettings): boolean {
  return release?.flag !== undefined || release?.settings !== undefined;
}
