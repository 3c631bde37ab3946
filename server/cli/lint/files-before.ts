import { FileError } from "../../platform/file-error.ts";
import { FileTooLarge } from "../../platform/file-too-large.ts";
import { baseName, joinPath, parentFolder } from "../../platform/paths.ts";
import type { FileFacts, FileSystem, FolderEntry } from "../../platform/platform.ts";

/** The content that a file had; undefined: it was not there. */
export type ContentBefore = (() => Promise<Uint8Array>) | undefined;

/**
 * The files of the machine as they were at a commit: those that changed have their old content, and files that git does not know are
 * as they are. Nothing can be written.
 * @param changed by absolute path, those that are not there today included
 */
export function filesBefore(files: FileSystem, changed: ReadonlyMap<string, ContentBefore>): FileSystem {
  const readOnly = (path: string) => new FileError(path, "a commit cannot be written");
  const facts = async (path: string): Promise<FileFacts | undefined> => {
    const name = joinPath("/", path);
    if (!changed.has(name)) return (await files.facts(path)) ?? folderFacts(name, changed);
    const content = changed.get(name);
    return content === undefined ? undefined : { kind: "file", size: (await content()).length };
  };
  return {
    facts,
    async read(path, most) {
      const name = joinPath("/", path);
      if (!changed.has(name)) return files.read(path, most);
      const bytes = await changed.get(name)?.();
      if (bytes === undefined) throw new FileError(path, "no such file or folder");
      if (most !== undefined && bytes.length > most) throw new FileTooLarge(path, bytes.length);
      return bytes;
    },
    async list(path) {
      const folder = joinPath("/", path);
      const isChangedHere = (name: string) => changed.has(joinPath(folder, name));
      const today = (await files.facts(path)) === undefined ? [] : await files.list(path);
      const old = [...changed]
        .filter(([file, content]) => content !== undefined && parentFolder(file) === folder)
        .map(([file]): FolderEntry => ({ name: baseName(file), kind: "file", isLink: false }));
      const entries = [...today.filter(({ name }) => !isChangedHere(name)), ...old];
      return entries.sort((a, b) => (a.name < b.name ? -1 : 1));
    },
    async target(path) {
      return changed.has(joinPath("/", path)) ? path : files.target(path);
    },
    async write(path) {
      throw readOnly(path);
    },
    async replace([first]) {
      if (first !== undefined) throw readOnly(first.path);
    },
    async tidy() {
      return [];
    },
    async checkWritable(path) {
      throw readOnly(path);
    },
  };
}

/** A folder whose last file was removed since. */
function folderFacts(path: string, changed: ReadonlyMap<string, ContentBefore>): FileFacts | undefined {
  for (const [file, content] of changed)
    if (content !== undefined && file.startsWith(`${path}/`)) return { kind: "folder", size: 0 };
  return undefined;
}
