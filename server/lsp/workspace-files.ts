import type { LinkedSource } from "../model/config-unit.ts";
import type { SourcePath } from "../workspace/source-path.ts";
import { type PositionEncoding, Positions } from "./convert.ts";
import type { WorkspaceDocument } from "./document-analysis.ts";
import { uriOfPath } from "./uri.ts";
import type { WorkspaceFolders } from "./workspace-folders.ts";

/** So many files are kept in memory as they were read; a repository of thousands is read again where it must be. */
const MOST_FILES = 200;

/** How the files of a workspace are found and read. */
export interface WorkspaceFilesDeps {
  readonly encoding: PositionEncoding;
  find(folder: string): Promise<readonly string[]>;
  /** A file with its processes; undefined for one that is not Kong's, or cannot be read. */
  open(source: SourcePath): Promise<LinkedSource | undefined>;
}

/** The configuration of the workspace as it is on disk. Files are read when somebody asks. */
export class WorkspaceFiles {
  readonly #deps: WorkspaceFilesDeps;
  #found: Promise<readonly string[]> | undefined;
  readonly #read = new Map<string, Promise<WorkspaceDocument | undefined>>();
  readonly #changes = new Map<string, number>();
  #allChanges = 0;

  constructor(deps: WorkspaceFilesDeps) {
    this.#deps = deps;
  }

  /** The absolute paths of all configuration of the folders, in order. */
  paths(folders: WorkspaceFolders): Promise<readonly string[]> {
    this.#found ??= this.#find(folders);
    return this.#found;
  }

  /** A file; undefined where it is not Kong's or cannot be read. */
  file(path: string, folders: WorkspaceFolders): Promise<WorkspaceDocument | undefined> {
    const known = this.#read.get(path);
    if (known !== undefined) return known;
    const reading = this.#open(path, folders);
    this.#read.set(path, reading);
    const [oldest] = this.#read.keys();
    if (this.#read.size > MOST_FILES && oldest !== undefined) this.#read.delete(oldest);
    return reading;
  }

  /** A file was made, changed or deleted; without a path, any may have been. */
  forget(path?: string): void {
    this.#found = undefined;
    if (path === undefined) {
      this.#allChanges++;
      this.#read.clear();
    } else {
      this.#changes.set(path, (this.#changes.get(path) ?? 0) + 1);
      this.#read.delete(path);
    }
  }

  /** Something on which a file draws has changed. */
  relink(path: string): void {
    this.#changes.set(path, (this.#changes.get(path) ?? 0) + 1);
    this.#read.delete(path);
  }

  /** A text that is another one once the file may have changed. */
  stateOf(path: string): string {
    return `${this.#allChanges}.${this.#changes.get(path) ?? 0}`;
  }

  async #find(folders: WorkspaceFolders): Promise<readonly string[]> {
    const paths = await Promise.all(folders.paths.map((folder) => this.#deps.find(folder)));
    return [...new Set(paths.flat())].sort();
  }

  async #open(path: string, folders: WorkspaceFolders): Promise<WorkspaceDocument | undefined> {
    const uri = uriOfPath(path);
    const linked = await this.#deps.open({ shown: folders.shown(uri), absolute: path, named: false });
    if (linked === undefined) return undefined;
    const { document } = linked.source;
    const [unit] = linked.units;
    if (unit === undefined) return undefined;
    return {
      uri,
      path,
      linked,
      unit,
      positions: new Positions(document.text, document.lines, this.#deps.encoding),
      isOpen: false,
    };
  }
}
