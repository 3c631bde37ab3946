import { createHash } from "node:crypto";
import { readdirSync, readFileSync, writeFileSync } from "node:fs";
import { basename, join } from "node:path";

/** The SHA-256 of a file, in hexadecimal digits. */
export function sha256(path: string): string {
  return createHash("sha256").update(readFileSync(path)).digest("hex");
}

/** Writes `SHA256SUMS` of some files of a folder, as `sha256sum --check` reads it. */
export function writeChecksums(folder: string, paths: readonly string[]): string {
  const lines = paths.map((path) => `${sha256(path)}  ${basename(path)}\n`).sort();
  const file = join(folder, "SHA256SUMS");
  writeFileSync(file, lines.join(""));
  return file;
}

/** The SHA-256 of every file below a folder, by path. */
export function hashesBelow(folder: string, prefix = ""): ReadonlyMap<string, string> {
  return new Map(
    readdirSync(join(folder, prefix), { withFileTypes: true }).flatMap((entry) => {
      const path = join(prefix, entry.name);
      return entry.isDirectory()
        ? [...hashesBelow(folder, path)]
        : [[path, sha256(join(folder, path))] as const];
    }),
  );
}
