/**
 * Collects facts of Kong releases from the vendor's published files, into one file a release in the form that
 * `npm run schemas:add` takes. It reads names, types, values and versions; it runs nothing, reaches no network, and keeps
 * no sentence. See docs/adding-a-release.md.
 */
import { existsSync, mkdirSync, readFileSync, writeFileSync } from "node:fs";
import { dirname, join } from "node:path";
import { parseArgs } from "node:util";
import {
  type BaseFacts,
  type CollectedStep,
  collectLines,
  collectTags,
  readDecisions,
  sourceVersion,
} from "./collect/collect-all.ts";
import { collectLifecycle } from "./collect/collect-lifecycle.ts";
import { collectOss } from "./collect/collect-oss.ts";
import { formatCollected } from "./collect/format-collected.ts";
import { isKongSource } from "./collect/kong-modules.ts";
import { hasRevision, releaseTags, type SourceTree, treeAt, workTree } from "./collect/source-tree.ts";
import type { CollectedFacts } from "./facts/collected-facts.ts";

const USAGE = `usage: npm run schemas:collect -- [--kong DIR] [--portal DIR] [--out FOLDER]

  --kong DIR     Kong's source, a checkout or a git directory
  --tag TAG      a release of it, such as 3.9.3, or "all"; can be repeated. Without it: the checkout as it is
  --portal DIR   Kong's developer portal, a checkout or a git directory
  --ref REF      a branch or commit of the portal. Without it: the checkout as it is
  --line LINE    an Enterprise line, such as 3.16; can be repeated. Without it: every line that the portal has
  --out FOLDER   where the facts go: oss/<version>.json, enterprise/<line>.json, lifecycle.json. Default: collected`;

function fail(message: string): never {
  console.error(message);
  process.exit(2);
}

function options() {
  try {
    return parseArgs({
      options: {
        kong: { type: "string" },
        tag: { type: "string", multiple: true },
        portal: { type: "string" },
        ref: { type: "string" },
        line: { type: "string", multiple: true },
        out: { type: "string", default: "collected" },
      },
    }).values;
  } catch (error) {
    return fail(`${error instanceof Error ? error.message : String(error)}\n\n${USAGE}`);
  }
}

const { kong, tag: tags = [], portal, ref, line: lines = [], out } = options();
if (kong === undefined && portal === undefined) fail(USAGE);
for (const folder of [kong, portal])
  if (folder !== undefined && !existsSync(folder)) fail(`${folder}: there is no such folder`);

function* kongTrees(folder: string): Generator<{ tree: SourceTree; version: string }> {
  for (const version of tags.includes("all") ? releaseTags(folder) : tags) {
    if (!hasRevision(folder, version)) fail(`${folder} has no tag ${version}`);
    const tree = treeAt(folder, version);
    // Before 0.9 Kong's configuration was a YAML file.
    if (!tags.includes("all") || isKongSource(tree)) yield { tree, version };
  }
  if (tags.length > 0) return;
  const tree = workTree(folder);
  const version =
    sourceVersion(tree) ?? fail(`${folder} is no checkout of Kong's source: name a --tag of it`);
  yield { tree, version };
}

/** The source of the release before the first one that is wanted. */
function treeBefore(folder: string): SourceTree | undefined {
  const all = releaseTags(folder);
  const [first] = tags;
  const version = first === undefined ? all.at(-1) : all[all.indexOf(first) - 1];
  const tree = version === undefined ? undefined : treeAt(folder, version);
  return tree !== undefined && isKongSource(tree) ? tree : undefined;
}

/** Facts that are in the folder already, or can be read from Kong's source at their tag. */
const bases = new Map<string, CollectedFacts | undefined>();
const baseFacts: BaseFacts = (version) => {
  if (!bases.has(version)) bases.set(version, readBase(version));
  return bases.get(version);
};

function readBase(version: string): CollectedFacts | undefined {
  const file = join(out, "oss", `${version}.json`);
  if (existsSync(file)) return JSON.parse(readFileSync(file, "utf8"));
  if (kong === undefined || !hasRevision(kong, version)) return undefined;
  return collectOss(treeAt(kong, version), version).facts;
}

function write({ name, release, questions }: CollectedStep): void {
  writeFile(`${name}.json`, release.facts);
  const count = Object.keys(release.facts.properties).length;
  console.log(`${name.replace("/", "@")}: ${count} properties, from ${release.facts.source}`);
  for (const question of questions) console.log(`  to decide: ${question}`);
}

function writeFile(name: string, value: object): void {
  const file = join(out, name);
  mkdirSync(dirname(file), { recursive: true });
  writeFileSync(file, formatCollected(value));
}

try {
  // With a portal, the source of Kong without a tag is there for the bases of its lines.
  if (kong !== undefined && (portal === undefined || tags.length > 0))
    for (const step of collectTags(kongTrees(kong), treeBefore(kong))) write(step);
  if (portal !== undefined) {
    const tree = ref === undefined ? workTree(portal) : treeAt(portal, ref);
    for (const step of collectLines(tree, lines, baseFacts, readDecisions())) write(step);
    writeFile(
      "lifecycle.json",
      collectLifecycle(tree, kong === undefined ? undefined : treeAt(kong, "HEAD")),
    );
  }
} catch (error) {
  fail(error instanceof Error ? error.message : String(error));
}
