import ignore from "ignore";
import { isInside, relativePath } from "../platform/paths.ts";

/**
 * The last of some .gitignore patterns that names a file, or undefined. A file outside the folder is never named.
 * @param folder absolute; patterns are relative to it
 * @param path absolute
 */
export function matchingPattern(
  patterns: readonly string[],
  folder: string,
  path: string,
): { readonly index: number } | undefined {
  if (patterns.length === 0 || path === folder || !isInside(folder, path)) return undefined;
  const way = relativePath(folder, path);
  if (
    !ignore()
      .add([...patterns])
      .ignores(way)
  )
    return undefined;
  // Which of them it was only matters to a person who asks.
  const index = patterns.findLastIndex((pattern) => ignore().add(pattern).ignores(way));
  return { index: Math.max(0, index) };
}
