import { existsSync, readdirSync, readFileSync } from "node:fs";
import { join } from "node:path";
import { fileURLToPath } from "node:url";
import type { Edition, Release } from "../../schemas/release.ts";
import type { CollectedFacts } from "../../tools/facts/collected-facts.ts";

/** The collected facts that the data of the project was made from; they lie beside the repository, not in it. */
export const sharedFacts = fileURLToPath(new URL("../../../shared/facts", import.meta.url));

/** Whether they are there; says so where they are not, for a test that skips. */
export const hasSharedFacts = existsSync(join(sharedFacts, "oss"));
if (!hasSharedFacts)
  console.log(`skipped: the collected facts are not beside the repository (${sharedFacts})`);

/** Every collected release. */
export function collectedReleases(): readonly Release[] {
  const editions: readonly Edition[] = ["oss", "enterprise"];
  return editions.flatMap((edition) =>
    readdirSync(join(sharedFacts, edition))
      .filter((name) => /^\d[\d.]*\.json$/.test(name))
      .map((name) => ({ edition, version: name.replace(/\.json$/, "") })),
  );
}

/** The collected facts of one release. */
export function readCollected({ edition, version }: Release): CollectedFacts {
  return JSON.parse(readFileSync(join(sharedFacts, edition, `${version}.json`), "utf8"));
}
