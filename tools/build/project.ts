import { existsSync, readdirSync, readFileSync } from "node:fs";
import { join } from "node:path";
import { fileURLToPath } from "node:url";

/** The folder of the repository. */
export const root = fileURLToPath(new URL("../..", import.meta.url)).replace(/[\\/]$/, "");

/** Where the build writes. */
export const dist = join(root, "dist");

/** The names of the files and folders in `dist`, those of a release aside. */
export function builtFiles(): readonly string[] {
  return existsSync(dist) ? readdirSync(dist).filter((name) => !/^release(?:-again)?$/.test(name)) : [];
}

/** The parts of `package.json` that the build and the release read. */
export interface Manifest {
  readonly name: string;
  readonly version: string;
  readonly description: string;
  readonly license: string;
  readonly homepage: string;
  readonly engines: Readonly<Record<string, string>>;
  readonly bin: Readonly<Record<string, string>>;
  readonly files: readonly string[];
  readonly repository: { readonly type: string; readonly url: string };
  readonly [other: string]: unknown;
}

/** `package.json` as it is now. */
export const manifest: Manifest = JSON.parse(readFileSync(join(root, "package.json"), "utf8"));
