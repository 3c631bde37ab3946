import { parentFolder } from "./paths.ts";
import type { FileFacts, FileSystem, FolderEntry } from "./platform.ts";
import type { KeptCopy, Replacement } from "./replacement.ts";

/**
 * A file system that remembers which names it has listed: what was not in a folder then is not asked about again. For the
 * beginning of a run, which looks through folders for sources and then asks every one of them for settings files. Names count by
 * their letters, also where the disk takes capitals for small ones.
 */
export class ListedFiles implements FileSystem {
  readonly #files: FileSystem;
  readonly #names = new Map<string, ReadonlySet<string>>();

  constructor(files: FileSystem) {
    this.#files = files;
  }

  async facts(path: string): Promise<FileFacts | undefined> {
    // A path that is not written plainly is none of those that were listed.
    const slash = path.lastIndexOf("/");
    const names = this.#names.get(path.slice(0, slash));
    return names === undefined || names.has(path.slice(slash + 1)) ? this.#files.facts(path) : undefined;
  }

  async list(path: string): Promise<readonly FolderEntry[]> {
    const entries = await this.#files.list(path);
    this.#names.set(path, new Set(entries.map(({ name }) => name)));
    return entries;
  }

  read(path: string, most?: number): Promise<Uint8Array> {
    return this.#files.read(path, most);
  }

  async write(path: string, content: Uint8Array | string): Promise<void> {
    await this.#files.write(path, content);
    this.#names.delete(parentFolder(path));
  }

  async replace(replacements: readonly Replacement[]): Promise<void> {
    await this.#files.replace(replacements);
    for (const { path } of replacements) this.#names.delete(parentFolder(path));
  }

  tidy(paths: readonly string[]): Promise<readonly KeptCopy[]> {
    return this.#files.tidy(paths);
  }

  checkWritable(path: string): Promise<void> {
    return this.#files.checkWritable(path);
  }

  target(path: string): Promise<string> {
    return this.#files.target(path);
  }
}
