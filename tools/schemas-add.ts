/**
 * Adds a Kong release to the facts, or replaces it, and prints what it changes:
 * `npm run schemas:add -- <edition>@<version> <facts.json> [--dry-run]`. See docs/adding-a-release.md.
 */
import { readFileSync, writeFileSync } from "node:fs";
import type { FactsFile } from "../schemas/facts/facts-file.ts";
import { describeRelease, parseRelease, type Release } from "../schemas/release.ts";
import { addRelease } from "./facts/add-release.ts";
import { checkCollected } from "./facts/check-collected.ts";
import { describeChange } from "./facts/describe-change.ts";
import { collectedPath, factsPath } from "./facts/facts-path.ts";
import { formatFacts } from "./facts/format-facts.ts";

const USAGE = "usage: npm run schemas:add -- <edition>@<version> <facts.json> [--dry-run]";

function fail(message: string): never {
  console.error(message);
  process.exit(2);
}

function readJson(path: string): unknown {
  try {
    return JSON.parse(readFileSync(path, "utf8"));
  } catch (error) {
    return fail(`${path}: ${error instanceof Error ? error.message : String(error)}`);
  }
}

function releaseNamed(text: string): Release {
  const release = /@/.test(text) ? parseRelease(text) : undefined;
  return release ?? fail(`${text} names no release: write oss@3.10.0 or enterprise@3.16`);
}

const words = process.argv.slice(2);
const isDryRun = words.includes("--dry-run");
const [name, path, ...rest] = words.filter((word) => word !== "--dry-run");
if (name === undefined || path === undefined || rest.length > 0) fail(USAGE);

const release = releaseNamed(name);
const collected = readJson(path);
const problems = checkCollected(collected, release);
if (problems.length > 0)
  fail([`${path} holds no facts of ${describeRelease(release)}:`, ...problems].join("\n  "));

// Both files have just been checked, or were written by this tool.
const added = addRelease(
  readJson(factsPath) as FactsFile,
  release,
  collected as Parameters<typeof addRelease>[2],
);
const against = added.against === undefined ? "nothing before it" : describeRelease(added.against);
console.log(`${describeRelease(release)} against ${against}: ${added.changes.length} changes`);
for (const change of added.changes) console.log(describeChange(change));
if (!isDryRun) {
  writeFileSync(factsPath, formatFacts(added.facts, 3));
  writeFileSync(collectedPath, `{ "date": "${new Date().toISOString().slice(0, 10)}" }\n`);
}
