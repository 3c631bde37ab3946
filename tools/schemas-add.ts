/**
 * Adds Kong releases to the facts, or replaces them, and prints what each changes:
 * `npm run schemas:add -- <edition>@<version> <facts.json> [--dry-run]` for one, or
 * `npm run schemas:add -- <folder written by schemas:collect> [--dry-run]` for all that a folder knows otherwise than the
 * facts. See docs/adding-a-release.md.
 */
import { existsSync, readFileSync, statSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import type { FactsFile } from "../schemas/facts/facts-file.ts";
import type { LifecycleFile } from "../schemas/lifecycle/lifecycle-file.ts";
import { describeRelease, parseRelease, type Release } from "../schemas/release.ts";
import { type AddedRelease, addRelease } from "./facts/add-release.ts";
import { checkCollected } from "./facts/check-collected.ts";
import type { CollectedFacts } from "./facts/collected-facts.ts";
import { collectedReleases } from "./facts/collected-releases.ts";
import { describeChange } from "./facts/describe-change.ts";
import { factsComparison } from "./facts/facts-comparison.ts";
import { collectedPath, factsPath, lifecyclePath } from "./facts/facts-path.ts";
import { formatFacts } from "./facts/format-facts.ts";
import { lifecycleChanges, mergeLifecycles } from "./facts/merge-lifecycles.ts";

const USAGE = `usage: npm run schemas:add -- <edition>@<version> <facts.json> [--dry-run]
       npm run schemas:add -- <folder written by schemas:collect> [--dry-run]`;

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

/** What is to be added: release, where its facts come from, and the facts. */
function* wanted(first: string, path: string | undefined): Generator<[Release, string, unknown]> {
  if (path !== undefined) yield [releaseNamed(first), path, readJson(path)];
  else if (!existsSync(first) || !statSync(first).isDirectory()) fail(USAGE);
  else for (const { release, path, collected } of collectedReleases(first)) yield [release, path, collected];
}

function checked(release: Release, path: string, collected: unknown): CollectedFacts {
  const problems = checkCollected(collected, release);
  if (problems.length > 0)
    fail([`${path} holds no facts of ${describeRelease(release)}:`, ...problems].join("\n  "));
  // It has just been checked.
  return collected as CollectedFacts;
}

function report({ release, against, changes }: AddedRelease): void {
  const before = against === undefined ? "nothing before it" : describeRelease(against);
  console.log(`${describeRelease(release)} against ${before}: ${changes.length} changes`);
  for (const change of changes) console.log(describeChange(change));
}

const words = process.argv.slice(2);
const isDryRun = words.includes("--dry-run");
const [first, path, ...rest] = words.filter((word) => word !== "--dry-run");
if (first === undefined || rest.length > 0) fail(USAGE);

// The file was written by this tool.
let facts = readJson(factsPath) as FactsFile;
for (const [release, file, value] of wanted(first, path)) {
  const collected = checked(release, file, value);
  if (path === undefined && factsComparison(facts).differences(release, collected)?.length === 0) continue;
  const added = addRelease(facts, release, collected);
  report(added);
  facts = added.facts;
}
if (!isDryRun) writeFileSync(factsPath, formatFacts(facts, 3));

if (!isDryRun) writeFileSync(collectedPath, `{ "date": "${new Date().toISOString().slice(0, 10)}" }\n`);
const lifecycle = path === undefined ? join(first, "lifecycle.json") : "";
if (lifecycle !== "" && existsSync(lifecycle)) {
  // Both files were written by these tools.
  const before = readJson(lifecyclePath) as LifecycleFile;
  const merged = mergeLifecycles(before, readJson(lifecycle) as LifecycleFile);
  for (const change of lifecycleChanges(before, merged)) console.log(change);
  if (!isDryRun) writeFileSync(lifecyclePath, formatFacts(merged, 2));
}
