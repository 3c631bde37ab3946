import { mayHoldKong } from "../formats/detect.ts";
import { parentFolder } from "../platform/paths.ts";
import type { ChangedFile } from "./changed-file.ts";
import type { Commit } from "./commit.ts";

/** A review waits for each file that is read; these are enough for the references of a repository of usual size. */
const MOST_FILES = 200;
/** Larger files are no configuration. */
const MOST_BYTES = 4 * 1024 * 1024;

/** The absolute paths of all files that a request changes, adds, removes or renames. */
export function touchedPaths(changes: readonly ChangedFile[]): ReadonlySet<string> {
  return new Set(
    changes.flatMap(({ path, previousPath }) => [`/${path}`, ...(previousPath ? [`/${previousPath}`] : [])]),
  );
}

/**
 * Files that a request leaves alone and that may refer to one which it changes, by path: those in the folders of the changed files and
 * above come first, and not more are looked at than a review has time for.
 */
export function mayDrawOn(changes: readonly ChangedFile[], commit: Commit): ReadonlySet<string> {
  const changed = new Set(changes.map(({ path }) => path));
  const near = new Set(neighborsOf(changes, commit));
  const others = [...commit.entries].flatMap(([path, { isFile, size }]) =>
    isFile && size <= MOST_BYTES && !changed.has(path) && mayHoldKong(path) ? [path] : [],
  );
  const nearestFirst = [
    ...others.filter((path) => near.has(path)),
    ...others.filter((path) => !near.has(path)),
  ];
  return new Set(nearestFirst.slice(0, MOST_FILES));
}

/** Files in the folders of the changed ones, and in those above. */
export function neighborsOf(changes: readonly ChangedFile[], { entries }: Commit): readonly string[] {
  const folders = new Set<string>();
  for (const { path } of changes)
    for (let folder = parentFolder(`/${path}`); !folders.has(folder); folder = parentFolder(folder))
      folders.add(folder);
  return [...entries].flatMap(([path, { isFile, size }]) =>
    isFile && size <= MOST_BYTES && folders.has(parentFolder(`/${path}`)) ? [path] : [],
  );
}
