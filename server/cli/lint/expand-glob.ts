import { glob } from "tinyglobby";

/** The files that a glob means, absolute and in order. Hidden files count where the pattern names them. */
export async function expandGlob(pattern: string, folder: string): Promise<readonly string[]> {
  const paths = await glob(pattern, {
    cwd: folder,
    absolute: true,
    onlyFiles: true,
    followSymbolicLinks: false,
    ignore: ["**/node_modules/**", "**/.git/**"],
    expandDirectories: false,
  });
  return paths.sort();
}
