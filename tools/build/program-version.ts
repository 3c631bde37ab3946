import { spawnSync } from "node:child_process";
import { readFileSync } from "node:fs";
import { join } from "node:path";
import { newestRelease } from "../../schemas/known-releases.ts";
import type { ProgramVersion } from "../../server/platform/program-version.ts";
import { manifest, root } from "./project.ts";

/** What the programs of this build say of themselves. */
export function thisVersion(): ProgramVersion {
  return {
    version: manifest.version,
    commit: commitOf(root),
    newestKong: { oss: newestRelease("oss").version, enterprise: newestRelease("enterprise").version },
    dataDate: JSON.parse(readFileSync(join(root, "schemas/facts/collected.json"), "utf8")).date,
  };
}

/** @returns undefined where the folder is no checkout, as in an unpacked archive of the sources */
function commitOf(folder: string): string | undefined {
  const { status, stdout } = spawnSync(
    "git",
    ["describe", "--always", "--dirty", "--abbrev=12", "--exclude=*"],
    {
      cwd: folder,
      encoding: "utf8",
    },
  );
  return status === 0 ? stdout.trim() : undefined;
}
