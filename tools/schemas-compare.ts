/**
 * Compares collected facts with those in `schemas/facts`, release by release: `npm run schemas:compare -- FOLDER`. The
 * folder is one that `npm run schemas:collect` wrote. It ends with 1 where a release differs.
 */
import { readFileSync } from "node:fs";
import type { FactsFile } from "../schemas/facts/facts-file.ts";
import { describeRelease, type Edition } from "../schemas/release.ts";
import { collectedReleases } from "./facts/collected-releases.ts";
import { factsComparison } from "./facts/facts-comparison.ts";
import { factsPath } from "./facts/facts-path.ts";

const [folder] = process.argv.slice(2);
if (folder === undefined) {
  console.error("usage: npm run schemas:compare -- <folder written by schemas:collect>");
  process.exit(2);
}

const facts: FactsFile = JSON.parse(readFileSync(factsPath, "utf8"));
const comparison = factsComparison(facts);
const editions: readonly Edition[] = ["oss", "enterprise"];
let differing = 0;
for (const edition of editions) {
  const releases = collectedReleases(folder).filter(({ release }) => release.edition === edition);
  if (releases.length === 0) continue;
  let equal = 0;
  for (const { release, collected } of releases) {
    const differences = comparison.differences(release, collected);
    if (differences?.length === 0) {
      equal++;
      continue;
    }
    console.log(`${describeRelease(release)}${differences === undefined ? " is not in the facts yet" : ":"}`);
    for (const difference of differences ?? []) console.log(`  ${difference}`);
  }
  console.log(`${edition}: ${equal} of ${releases.length} releases equal`);
  differing += releases.length - equal;
}
process.exitCode = differing === 0 ? 0 : 1;
