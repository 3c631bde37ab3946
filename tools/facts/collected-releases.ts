import { existsSync, readdirSync, readFileSync } from "node:fs";
import { join } from "node:path";
import { compareVersions, type Edition, type Release } from "../../schemas/release.ts";
import type { CollectedFacts } from "./collected-facts.ts";

/** A release and its collected facts. */
export interface CollectedFile {
  readonly release: Release;
  readonly path: string;
  readonly collected: CollectedFacts;
}

/** The collected facts in a folder, `oss/<version>.json` and `enterprise/<line>.json`, open source first, oldest first. */
export function collectedReleases(folder: string): readonly CollectedFile[] {
  const editions: readonly Edition[] = ["oss", "enterprise"];
  return editions.flatMap((edition) => {
    const below = join(folder, edition);
    if (!existsSync(below)) return [];
    return readdirSync(below)
      .flatMap((name) => /^(\d[\d.]*)\.json$/.exec(name)?.[1] ?? [])
      .sort(compareVersions)
      .map((version) => {
        const path = join(below, `${version}.json`);
        return { release: { edition, version }, path, collected: JSON.parse(readFileSync(path, "utf8")) };
      });
  });
}
