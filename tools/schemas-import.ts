/**
 * Builds all facts anew: `tsx tools/schemas-import.ts ../shared/facts`. The folder holds `oss/<version>.json` and
 * `enterprise/<line>.json`, each as `npm run schemas:add` takes it, and `deprecations.json` and `upgrade-*.json` with
 * curated entries about renames, merges, removals and changes of meaning.
 */
import { existsSync, readdirSync, readFileSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import type { Edition } from "../schemas/release.ts";
import type { CollectedFacts } from "./facts/collected-facts.ts";
import { factsOf } from "./facts/facts-of.ts";
import { factsPath, historyPath } from "./facts/facts-path.ts";
import { formatFacts } from "./facts/format-facts.ts";
import { historyFacts } from "./facts/history-of.ts";
import { readChanges } from "./facts/read-changes.ts";
import type { ReleaseSnapshot } from "./facts/release-snapshot.ts";
import { snapshotOf } from "./facts/snapshot-of.ts";

const [folder] = process.argv.slice(2);
if (folder === undefined) {
  console.error("usage: tsx tools/schemas-import.ts <folder with oss/*.json and enterprise/*.json>");
  process.exit(2);
}

function readEdition(edition: Edition, from: string): ReleaseSnapshot[] {
  return readdirSync(join(from, edition))
    .filter((name) => /^\d[\d.]*\.json$/.test(name))
    .map((name) => {
      const collected: CollectedFacts = JSON.parse(readFileSync(join(from, edition, name), "utf8"));
      return snapshotOf({ edition, version: name.replace(/\.json$/, "") }, collected);
    });
}

const snapshots = [...readEdition("oss", folder), ...readEdition("enterprise", folder)];
const text = formatFacts(factsOf(snapshots), 3);
writeFileSync(factsPath, text);
console.log(`${snapshots.length} releases, ${Buffer.byteLength(text)} bytes: ${factsPath}`);

if (existsSync(join(folder, "deprecations.json")))
  writeFileSync(historyPath, formatFacts(historyFacts(readChanges(folder)), 1));
