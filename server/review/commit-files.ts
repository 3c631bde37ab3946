import { FileError } from "../platform/file-error.ts";
import { joinPath } from "../platform/paths.ts";
import type { FileSystem } from "../platform/platform.ts";
import type { Commit } from "./commit.ts";

/** A text, made only where somebody asks for it; undefined where a file is not there. */
export type LazyText = (() => Promise<string | undefined>) | undefined;

/**
 * The files of a commit as a file system whose root is that of the repository. Only files can be read, and nothing written.
 * @param instead texts by path from the root that stand in the place of the commit's
 */
export function commitFiles(commit: Commit, instead: ReadonlyMap<string, LazyText> = new Map()): FileSystem {
  const nameOf = (path: string) => joinPath("/", path).slice(1);
  return {
    async facts(path) {
      const name = nameOf(path);
      if (instead.has(name)) {
        const text = await instead.get(name)?.();
        return text === undefined ? undefined : { kind: "file", size: text.length };
      }
      const entry = commit.entries.get(name);
      // The root is that of a repository.
      if (name === ".git") return { kind: "folder", size: 0 };
      if (entry === undefined) return undefined;
      return { kind: entry.isFile ? "file" : "other", size: entry.size };
    },
    async read(path) {
      const name = nameOf(path);
      const text = await instead.get(name)?.();
      if (text !== undefined) return new TextEncoder().encode(text);
      const entry = instead.has(name) ? undefined : commit.entries.get(name);
      if (entry?.isFile !== true) throw new FileError(path, "no such file in the repository");
      return commit.read(entry);
    },
    async list() {
      return [];
    },
    async write(path) {
      throw new FileError(path, "a commit cannot be written");
    },
    async replace([first]) {
      if (first !== undefined) throw new FileError(first.path, "a commit cannot be written");
    },
    async tidy() {
      return [];
    },
    async checkWritable(path) {
      throw new FileError(path, "a commit cannot be written");
    },
    async target(path) {
      return path;
    },
  };
}
