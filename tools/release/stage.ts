import { cpSync, mkdirSync, readdirSync, rmSync, statSync, writeFileSync } from "node:fs";
import { dirname, join } from "node:path";
import { builtFiles, dist, root } from "../build/project.ts";

/** Makes a folder anew, empty. */
export function emptyFolder(folder: string): void {
  rmSync(folder, { recursive: true, force: true });
  mkdirSync(folder, { recursive: true });
}

/** Copies files and folders of the repository to the same places below a folder. */
export function copyFrom(folder: string, to: string, paths: readonly string[]): void {
  for (const path of paths) cpSync(join(folder, path), join(to, path), { recursive: true });
}

/** Writes an object as JSON, indented as the repository's own manifest. */
export function writeJson(path: string, value: object): void {
  mkdirSync(dirname(path), { recursive: true });
  writeFileSync(path, `${JSON.stringify(value, undefined, 2)}\n`);
}

/** What nobody needs who only runs the program: the extension, the worker and the library. */
export const NOT_FOR_THE_PROGRAM =
  /^(?:extension\.cjs|extension-web\.js|worker\.(?:cjs|json)|index\.(?:cjs|d\.cts)|action\.cjs|sbom\.cdx\.json)$/;

/** Copies what the command line and its language server are made of. */
export function copyProgram(to: string): void {
  const names = builtFiles().filter((name) => !NOT_FOR_THE_PROGRAM.test(name));
  copyFrom(dist, to, names);
}

/** Copies the texts that every package has. */
export function copyTexts(to: string, more: readonly string[] = []): void {
  copyFrom(root, to, ["LICENSE", ...more]);
}

/** The size of a file, or of all files below a folder, in bytes. */
export function sizeOf(path: string): number {
  const facts = statSync(path);
  if (!facts.isDirectory()) return facts.size;
  return readdirSync(path).reduce((sum, name) => sum + sizeOf(join(path, name)), 0);
}
