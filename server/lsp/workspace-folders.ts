import { isInside, parentFolder, relativePath } from "../platform/paths.ts";
import { pathOfUri, pathPart } from "./uri.ts";

/** The folders that are open in the editor. */
export class WorkspaceFolders {
  /** Absolute paths by address; folders that are not of this machine are left out. */
  readonly #paths: ReadonlyMap<string, string>;

  constructor(uris: Iterable<string>) {
    const known = [...uris].flatMap((uri): [string, string][] => {
      const path = pathOfUri(uri);
      return path === undefined ? [] : [[uri, path.length > 1 ? path.replace(/\/$/, "") : path]];
    });
    this.#paths = new Map(known);
  }

  get uris(): readonly string[] {
    return [...this.#paths.keys()];
  }

  get paths(): readonly string[] {
    return [...new Set(this.#paths.values())];
  }

  /** The innermost folder that holds a path. */
  folderOf(path: string): string | undefined {
    return this.paths.filter((folder) => isInside(folder, path)).sort((a, b) => b.length - a.length)[0];
  }

  /** How reports name a document: relative to the folder that holds it. */
  shown(uri: string): string {
    const path = pathOfUri(uri);
    if (path === undefined) return pathPart(uri).replace(/^\/+/, "");
    const folder = this.folderOf(path);
    return folder === undefined ? path : relativePath(folder, path);
  }

  /** The folder whose settings an editor would apply to a document. */
  scopeOf(uri: string): string {
    const path = pathOfUri(uri);
    if (path === undefined) return this.paths[0] ?? "/";
    return this.folderOf(path) ?? parentFolder(path);
  }

  /** The folder to which {@link shown} is relative; for a document outside of all folders its own. */
  workingFolderOf(path: string): string {
    return this.folderOf(path) ?? parentFolder(path);
  }

  /** After folders were added and removed. */
  changed(added: readonly string[], removed: readonly string[]): WorkspaceFolders {
    return new WorkspaceFolders(new Set([...this.uris.filter((uri) => !removed.includes(uri)), ...added]));
  }
}
