import { isInside, joinPath, relativePath } from "../platform/paths.ts";

/** A file that a run may lint. */
export interface SourcePath {
  /** As reports show it: relative to the working folder where it is below it. */
  readonly shown: string;
  readonly absolute: string;
  /** Whether a person named this very file, so that its name does not matter. */
  readonly named: boolean;
}

/** A path as reports show it: relative where it is below the working folder, absolute elsewhere. */
export function shownPath(absolute: string, folder: string): string {
  return isInside(folder, absolute) ? relativePath(folder, absolute) : absolute;
}

/** A file that a person names, as its path is written. */
export function namedSource(path: string, folder: string): SourcePath {
  const absolute = joinPath(folder, path.replaceAll("\\", "/"));
  return { shown: shownPath(absolute, folder), absolute, named: true };
}
