import { decodeText } from "../../grammar/text/decode-text.ts";
import { FileError } from "../platform/file-error.ts";
import { baseName, isInside, joinPath, parentFolder } from "../platform/paths.ts";
import type { Around } from "./surroundings.ts";

/** A small text beside a source or above it. */
export interface TextAbove {
  readonly path: string;
  readonly name: string;
  readonly text: string;
}

/** What describes a deployment is small; larger files are data. */
const MOST_BYTES = 256 * 1024;
/** Of a folder with more candidates nobody knows which one counts. */
const MOST_FILES = 60;

/**
 * The folders from that of a source up to the root of its repository; outside of one, up to the folder of the run, and of a source that is
 * outside of that as well, only its own.
 */
export async function foldersAbove(around: Around): Promise<readonly string[]> {
  const own = parentFolder(around.path);
  const root = await rootAround(around);
  const folders = [own];
  for (let folder = own; folder !== root; ) {
    folder = parentFolder(folder);
    folders.push(folder);
  }
  return folders;
}

/** The folder of which all belongs together with a source: its repository, else the outermost folder of the run, else its own. */
export async function rootAround({
  snapshot,
  path,
  folder,
  roots = [],
}: Pick<Around, "snapshot" | "path" | "folder" | "roots">): Promise<string> {
  const repository = await snapshot.repositoryOf(path);
  if (repository !== undefined) return repository;
  const own = parentFolder(path);
  const holding = [folder, ...roots].filter((root) => isInside(root, own));
  return holding.reduce((outer, root) => (isInside(root, outer) ? root : outer), own);
}

/** The texts of a folder whose names are wanted, the source itself excluded. */
export async function textsIn(
  folder: string,
  around: Around,
  isWanted: (name: string) => boolean,
): Promise<readonly TextAbove[]> {
  const { files } = around.snapshot;
  try {
    const names = (await files.list(folder)).filter(({ kind, name }) => kind === "file" && isWanted(name));
    if (names.length > MOST_FILES) return [];
    const paths = names.map(({ name }) => joinPath(folder, name));
    return await textsOf(
      paths.filter((path) => path !== around.path),
      around,
    );
  } catch (error) {
    if (!(error instanceof FileError)) throw error;
    return [];
  }
}

/** The texts of files at absolute paths, as far as they are small and can be read. */
export async function textsOf(
  paths: readonly string[],
  { snapshot }: Pick<Around, "snapshot">,
): Promise<readonly TextAbove[]> {
  const { files } = snapshot;
  const found: TextAbove[] = [];
  try {
    for (const path of paths) {
      const name = baseName(path);
      const edited = snapshot.textOf(path);
      if (edited !== undefined) found.push({ path, name, text: edited });
      if (edited !== undefined || ((await files.facts(path))?.size ?? MOST_BYTES + 1) > MOST_BYTES) continue;
      const { text, encoding } = decodeText(await files.read(path, MOST_BYTES));
      if (encoding !== "binary") found.push({ path, name, text });
    }
  } catch (error) {
    if (!(error instanceof FileError)) throw error;
  }
  return found;
}
