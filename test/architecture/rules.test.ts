import { existsSync, readdirSync } from "node:fs";
import { dirname, join } from "node:path";
import { fileURLToPath } from "node:url";
import { expect, test } from "vitest";
import { rules } from "../../server/rules/registry.ts";
import { ruleIds } from "../../tools/generators/rule-registry.ts";

const root = join(dirname(fileURLToPath(import.meta.url)), "../..");
const ids = new Set(rules.map((rule) => rule.id));

test("the registry holds the rules of the folder, each once", () => {
  expect(rules.map((rule) => rule.id)).toEqual(ruleIds(root));
});

test("every rule has a page, and every page a rule", () => {
  const pages = readdirSync(join(root, "server/rules"), { recursive: true, encoding: "utf8" })
    .filter((file) => file.endsWith(".md") && file.includes("/"))
    .map((file) => file.slice(0, -3));
  expect(pages.sort()).toEqual([...ids].sort());
  for (const id of ids) expect(existsSync(join(root, `server/rules/${id}.md`))).toBe(true);
});

test("rules yield only to rules that exist, and never in a circle of two", () => {
  const yields = new Map(rules.map((rule) => [rule.id, rule.yieldsTo ?? []]));
  for (const [id, winners] of yields) {
    for (const winner of winners) {
      expect([id, winner, ids.has(winner)]).toEqual([id, winner, true]);
      expect([id, winner, yields.get(winner)?.includes(id)]).toEqual([id, winner, false]);
    }
  }
});

test("each refusal of Kong's loader is claimed by one rule at most", () => {
  const claims = rules.flatMap((rule) => (rule.claims ?? []).map((check) => [check, rule.id] as const));
  const checks = claims.map(([check]) => check);
  expect(checks.length).toBe(new Set(checks).size);
});
