import { FileError } from "../platform/file-error.ts";
import { joinPath, parentFolder, relativePath } from "../platform/paths.ts";
import type { FileSystem } from "../platform/platform.ts";
import { type IgnorePatterns, ignoreVerdict, readIgnorePatterns } from "../settings/ignore-patterns.ts";

/** The patterns of one .gitignore, relative to its folder. */
interface Level {
  readonly folder: string;
  readonly patterns: IgnorePatterns;
}

/** What git ignores in a folder: its own .gitignore and those above it, the nearest having the last word. */
export class GitIgnore {
  readonly #levels: readonly Level[];

  private constructor(levels: readonly Level[]) {
    this.#levels = levels;
  }

  /**
   * What the folders above a start folder say, up to the root of the repository. Where they ignore the start folder
   * itself, somebody wants it looked at all the same, and they count for nothing.
   */
  static async above(start: string, files: FileSystem): Promise<GitIgnore> {
    const { levels, root } = await GitIgnore.#levelsAbove(start, files);
    const ignores = new GitIgnore(levels);
    return root !== start && ignores.patternFor(start, true) !== undefined ? new GitIgnore([]) : ignores;
  }

  /** The patterns above a folder, and the root of its repository; outside of one only the folder itself is asked. */
  static async #levelsAbove(
    start: string,
    files: FileSystem,
  ): Promise<{ readonly levels: readonly Level[]; readonly root: string }> {
    const folders: string[] = [];
    let folder = start;
    while ((await files.facts(joinPath(folder, ".git"))) === undefined) {
      const parent = parentFolder(folder);
      if (parent === folder) return { levels: [], root: start };
      folder = parent;
      folders.unshift(folder);
    }
    const repository = await readLevel(joinPath(folder, ".git/info/exclude"), folder, files);
    const levels = repository === undefined ? [] : [repository];
    for (const each of folders) {
      const level = await readLevel(joinPath(each, ".gitignore"), each, files);
      if (level !== undefined) levels.push(level);
    }
    return { levels, root: folder };
  }

  /** Whether git ignores a file, by the .gitignore of its folder and those above. */
  static async ignores(path: string, files: FileSystem): Promise<boolean> {
    const folder = parentFolder(path);
    const above = await GitIgnore.#levelsAbove(folder, files);
    const own = await readLevel(joinPath(folder, ".gitignore"), folder, files);
    const levels = own === undefined ? above.levels : [...above.levels, own];
    return new GitIgnore(levels).patternFor(path, false) !== undefined;
  }

  /** With the .gitignore of a folder below. */
  async with(folder: string, files: FileSystem): Promise<GitIgnore> {
    const level = await readLevel(joinPath(folder, ".gitignore"), folder, files);
    return level === undefined ? this : new GitIgnore([...this.#levels, level]);
  }

  /** Why a path is ignored, or undefined where it is not. */
  patternFor(path: string, isFolder: boolean): string | undefined {
    for (const { folder, patterns } of this.#levels.toReversed()) {
      const verdict = ignoreVerdict(patterns, relativePath(folder, path), isFolder);
      if (verdict !== undefined)
        return verdict.ignored ? `ignored by ${joinPath(folder, ".gitignore")}` : undefined;
    }
    return undefined;
  }
}

async function readLevel(path: string, folder: string, files: FileSystem): Promise<Level | undefined> {
  if ((await files.facts(path))?.kind !== "file") return undefined;
  try {
    const lines = new TextDecoder().decode(await files.read(path)).split("\n");
    return { folder, patterns: readIgnorePatterns(lines) };
  } catch (error) {
    if (error instanceof FileError) return undefined;
    throw error;
  }
}
