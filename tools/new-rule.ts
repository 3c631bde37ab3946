/**
 * Writes a new rule and its page, marked where the author fills in: `npm run new:rule -- <group>/<name>`. Both compile at once;
 * the page passes its tests once the marks are filled in, and a test refuses marks that are left.
 */
import { existsSync, readdirSync, writeFileSync } from "node:fs";
import { dirname, join } from "node:path";
import { fileURLToPath } from "node:url";
import { newestRelease } from "../schemas/known-releases.ts";
import { describeRelease } from "../schemas/release.ts";
import { rulePages } from "./generators/rule-pages.ts";
import { ruleRegistry } from "./generators/rule-registry.ts";
import { MARK, rulePage, ruleSource } from "./new-rule/templates.ts";

const FOLDER = "server/rules";
const root = join(dirname(fileURLToPath(import.meta.url)), "..");

function fail(message: string): never {
  console.error(message);
  process.exit(2);
}

/** The groups of rules: the folders that hold pages. */
function groups(): readonly string[] {
  return readdirSync(join(root, FOLDER), { withFileTypes: true })
    .filter((entry) => entry.isDirectory() && entry.name !== "support")
    .map(({ name }) => name)
    .sort();
}

/** The id that is asked for; ends with one line where it is none for a new rule. */
function newId(words: readonly string[]): string {
  const [id = "", ...rest] = words;
  if (id === "" || rest.length > 0) fail("usage: npm run new:rule -- <group>/<name>");
  const [, group] = /^([a-z]+)\/[a-z][a-z0-9]*(?:-[a-z0-9]+)*$/.exec(id) ?? [];
  if (group === undefined)
    fail(`${id} is not the id of a rule: write <group>/<name> in lowercase, such as schema/node-id`);
  if (!groups().includes(group)) fail(`there is no group ${group}: choose one of ${groups().join(", ")}`);
  const existing = [".ts", ".md"]
    .map((end) => `${FOLDER}/${id}${end}`)
    .find((path) => existsSync(join(root, path)));
  return existing === undefined ? id : fail(`${existing} exists: choose another name`);
}

const id = newId(process.argv.slice(2));
const newest = newestRelease("oss");
const written = [
  { path: `${FOLDER}/${id}.ts`, text: ruleSource() },
  {
    path: `${FOLDER}/${id}.md`,
    text: rulePage(id, `${newest.edition}@${newest.version}`, describeRelease(newest)),
  },
];
for (const { path, text } of written) writeFileSync(join(root, path), text);
for (const { path, text } of [...ruleRegistry(root), ...rulePages(root)])
  writeFileSync(join(root, path), text);

console.log(`Wrote ${written.map(({ path }) => path).join(" and ")}.
Next:
1. Fill in what is marked ${MARK}. CONTRIBUTING.md says what belongs there.
2. npm run generate
3. npx vitest run test/rules/pages.test.ts -t "${id} "
4. npm run check`);
