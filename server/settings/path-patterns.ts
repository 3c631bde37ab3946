import { isInside, relativePath } from "../platform/paths.ts";
import { ignoreVerdict, readIgnorePatterns } from "./ignore-patterns.ts";

/**
 * The last of some .gitignore patterns that names a file or a folder above it, or undefined where that one has a `!` or
 * there is none. A file outside the folder is never named.
 * @param folder absolute; patterns are relative to it
 * @param path absolute
 */
export function matchingPattern(
  patterns: readonly string[],
  folder: string,
  path: string,
): { readonly index: number } | undefined {
  if (patterns.length === 0 || path === folder || !isInside(folder, path)) return undefined;
  const verdict = ignoreVerdict(readIgnorePatterns(patterns), relativePath(folder, path), false);
  return verdict?.ignored === true ? { index: verdict.index } : undefined;
}
