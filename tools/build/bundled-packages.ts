import { readdirSync, readFileSync } from "node:fs";
import { join } from "node:path";
import type { Metafile } from "esbuild";
import { root } from "./project.ts";

/** A package of somebody else whose code is in a program of this project. */
export interface BundledPackage {
  readonly name: string;
  readonly version: string;
  /** An SPDX expression. */
  readonly license: string;
  readonly homepage: string | undefined;
  /** The texts that its licence asks to pass on, each with a line feed at the end. */
  readonly notices: readonly string[];
  /** The lock file's word for the published archive: `sha512-` and base64. */
  readonly integrity: string | undefined;
}

const NOTICE_FILE = /^(?:licen[cs]e|copying|notice)(?:[.-].*)?$/i;

/**
 * The packages of which some code is in an output, by name and version. They are read from what the bundler says it took: the
 * manifest lists them among the tools, since an installed kong-lint needs none of them.
 * @throws where a package says nothing of its licence, or has no text of it
 */
export function bundledPackages(metafiles: readonly Metafile[]): readonly BundledPackage[] {
  const folders = new Set(metafiles.flatMap(usedInputs).flatMap(packageFolder));
  const packages = [...folders].map(readPackage);
  const unique = new Map(packages.map((each) => [`${each.name}@${each.version}`, each]));
  return [...unique].sort(([a], [b]) => (a < b ? -1 : 1)).map(([, each]) => each);
}

function usedInputs({ outputs }: Metafile): readonly string[] {
  return Object.values(outputs).flatMap(({ inputs }) =>
    Object.entries(inputs).flatMap(([path, { bytesInOutput }]) => (bytesInOutput > 0 ? [path] : [])),
  );
}

/** The folder of the package that a source belongs to; nothing for a source of this project. */
function packageFolder(path: string): readonly string[] {
  return /^.*\bnode_modules\/(?:@[^/]+\/)?[^/]+/.exec(path) ?? [];
}

function readPackage(folder: string): BundledPackage {
  const path = join(root, folder);
  const { name, version, license, homepage } = JSON.parse(readFileSync(join(path, "package.json"), "utf8"));
  const files = readdirSync(path)
    .filter((file) => NOTICE_FILE.test(file))
    .sort();
  const notices = files.map(
    (file) => `${readFileSync(join(path, file), "utf8").replace(/\r\n?/g, "\n").trim()}\n`,
  );
  if (typeof license !== "string" || notices.length === 0)
    throw new Error(`${name}@${version} is bundled and has no licence, or no text of it`);
  return { name, version, license, homepage, notices, integrity: lockedIntegrity(folder) };
}

function lockedIntegrity(folder: string): string | undefined {
  const { packages } = JSON.parse(readFileSync(join(root, "package-lock.json"), "utf8"));
  return packages[folder]?.integrity;
}
