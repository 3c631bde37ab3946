import { existsSync, readdirSync, readFileSync } from "node:fs";
import { dirname, join } from "node:path";
import { fileURLToPath } from "node:url";
import { expect, test } from "vitest";
import { givesWayTo } from "../../server/findings/rule.ts";
import { rules } from "../../server/rules/registry.ts";
import { ruleIds } from "../../tools/generators/rule-registry.ts";
import { MARK } from "../../tools/new-rule/templates.ts";

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

test("no rule and no page holds a mark that `npm run new:rule` has left for its author", () => {
  const files = readdirSync(join(root, "server/rules"), { recursive: true, encoding: "utf8" });
  const marked = files
    .filter((file) => /\.(?:ts|md)$/.test(file))
    .filter((file) => readFileSync(join(root, "server/rules", file), "utf8").includes(MARK));
  expect(marked).toEqual([]);
});

test("no two rules give way to each other", () => {
  const circles = rules.flatMap((rule) =>
    rules
      .filter((other) => other !== rule && givesWayTo(rule, other) && givesWayTo(other, rule))
      .map((other) => `${rule.id} and ${other.id}`),
  );
  expect(circles).toEqual([]);
});

test("`yieldsTo` and `beside` name rules that exist, and say only what the layers do not", () => {
  const wrong = rules.flatMap((rule) => {
    const { id, layer, yieldsTo = [], beside = [] } = rule;
    const alone = layer === undefined ? {} : { layer };
    const byLayer = (name: string) => {
      const other = rules.find((each) => each.id === name);
      return other !== undefined && givesWayTo(alone, other);
    };
    return [
      ...[...yieldsTo, ...beside].filter((name) => !ids.has(name)).map((name) => `${id}: no rule ${name}`),
      ...yieldsTo.filter(byLayer).map((name) => `${id}: the layers say that it gives way to ${name}`),
      ...beside
        .filter((name) => !byLayer(name))
        .map((name) => `${id}: no layer makes it give way to ${name}`),
    ];
  });
  expect(wrong).toEqual([]);
});

test("each refusal of Kong's loader is claimed by one rule at most", () => {
  const claims = rules.flatMap((rule) => (rule.claims ?? []).map((check) => [check, rule.id] as const));
  const checks = claims.map(([check]) => check);
  expect(checks.length).toBe(new Set(checks).size);
});
