import {
  applyBaseline,
  type BaselineEntry,
  baselineEntries,
  formatBaseline,
  parseBaseline,
} from "../engine/baseline.ts";
import type { FileReport } from "../engine/report.ts";
import { FileError } from "../platform/file-error.ts";
import { joinPath, parentFolder, relativePath } from "../platform/paths.ts";
import type { FileSystem } from "../platform/platform.ts";
import { UserError } from "../platform/user-error.ts";

/** A baseline file during a run: it takes out what it lists, and sees what is no longer found. */
export class BaselineFile {
  readonly #path: string;
  readonly #byPath = new Map<string, BaselineEntry[]>();
  readonly #current = new Map<string, readonly BaselineEntry[]>();
  readonly #updating: boolean;

  private constructor(path: string, entries: readonly BaselineEntry[], updating: boolean) {
    this.#path = path;
    this.#updating = updating;
    for (const entry of entries) {
      const list = this.#byPath.get(entry.path);
      if (list === undefined) this.#byPath.set(entry.path, [entry]);
      else list.push(entry);
    }
  }

  /**
   * Opens a baseline.
   * @param updating true for a run that is going to write it: it may be missing, and takes in whatever is found
   * @throws UserError for a file that cannot be read or is no baseline
   */
  static async open(
    path: string,
    shown: string,
    files: FileSystem,
    updating: boolean,
  ): Promise<BaselineFile> {
    try {
      if (updating) await files.checkWritable(path);
      if (updating && (await files.facts(path)) === undefined) return new BaselineFile(path, [], true);
      return new BaselineFile(
        path,
        parseBaseline(new TextDecoder().decode(await files.read(path))),
        updating,
      );
    } catch (error) {
      if (error instanceof FileError) throw new UserError(`the baseline ${shown}: ${error.message}`);
      throw new UserError(
        `the baseline ${shown} is ${error instanceof Error ? error.message : "unreadable"}`,
      );
    }
  }

  /** Notes what is found in a file. It may have several reports: its own, and those of sources that draw on it. */
  note(report: FileReport, absolute: string): void {
    const path = this.#nameOf(absolute);
    const known = this.#current.get(path) ?? [];
    const added = baselineEntries(report, path).filter(
      ({ fingerprint }) => !known.some((entry) => entry.fingerprint === fingerprint),
    );
    this.#current.set(path, [...known, ...added]);
  }

  /** The report without what the baseline lists. */
  without(report: FileReport, absolute: string): FileReport {
    const path = this.#nameOf(absolute);
    const entries = this.#updating ? baselineEntries(report, path) : (this.#byPath.get(path) ?? []);
    return applyBaseline(report, path, entries).report;
  }

  /** How many entries of the files that were linted are found no more, and of files that are gone. */
  async fixedCount(files: FileSystem): Promise<number> {
    let count = 0;
    for (const [path, found] of this.#current) {
      const prints = new Set(found.map(({ fingerprint }) => fingerprint));
      count += (this.#byPath.get(path) ?? []).filter(({ fingerprint }) => !prints.has(fingerprint)).length;
    }
    for (const path of await this.#goneFiles(files)) count += this.#byPath.get(path)?.length ?? 0;
    return count;
  }

  /** Paths with entries that lead nowhere. */
  async #goneFiles(files: FileSystem): Promise<readonly string[]> {
    const folder = parentFolder(this.#path);
    const gone: string[] = [];
    for (const path of this.#byPath.keys()) {
      if (!this.#current.has(path) && (await files.facts(joinPath(folder, path))) === undefined)
        gone.push(path);
    }
    return gone;
  }

  /**
   * Writes the baseline anew: the findings of the files that were linted, and the old entries of all others that exist.
   * @returns how many entries it has
   */
  async update(files: FileSystem): Promise<number> {
    const byPath = new Map<string, readonly BaselineEntry[]>([...this.#byPath, ...this.#current]);
    for (const path of await this.#goneFiles(files)) byPath.delete(path);
    const entries = [...byPath.values()].flat();
    await files.write(this.#path, formatBaseline(entries));
    return entries.length;
  }

  #nameOf(absolute: string): string {
    return relativePath(parentFolder(this.#path), absolute);
  }
}
