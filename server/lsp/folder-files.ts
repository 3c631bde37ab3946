import { isCandidateName } from "../formats/detect.ts";
import { FileError } from "../platform/file-error.ts";
import { joinPath } from "../platform/paths.ts";
import type { FileSystem, FolderEntry } from "../platform/platform.ts";

/** What is in a folder; nothing where it cannot be listed. */
export async function entriesOf(folder: string, files: FileSystem): Promise<readonly FolderEntry[]> {
  try {
    return await files.list(folder);
  } catch (error) {
    if (error instanceof FileError) return [];
    throw error;
  }
}

/** The absolute paths of files in a folder whose names may be of Kong's configuration. */
export async function candidatesIn(folder: string, files: FileSystem): Promise<readonly string[]> {
  const entries = await entriesOf(folder, files);
  return entries
    .filter(({ kind, name }) => kind === "file" && isCandidateName(name))
    .map(({ name }) => joinPath(folder, name));
}
