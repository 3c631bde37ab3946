import { readdirSync, readFileSync } from "node:fs";
import { fileURLToPath } from "node:url";
import { describe, expect, test } from "vitest";
import { LineIndex } from "../../grammar/text/line-index.ts";
import { catalogFor } from "../../schemas/catalog.ts";
import { parseRelease } from "../../schemas/release.ts";
import { type ActiveRule, activeRules } from "../../server/engine/active-rules.ts";
import { concernedRules } from "../../server/engine/concerned-rules.ts";
import { parseRulePage } from "../../server/engine/rule-page.ts";
import { loadTables } from "../../server/engine/tables.ts";
import type { Carrier } from "../../server/inputs/config-unit.ts";
import { readUnit } from "../../server/inputs/read-unit.ts";
import { load } from "../../server/loader/load.ts";
import { assumedWorld } from "../../server/loader/world.ts";
import { rules } from "../../server/rules/registry.ts";

interface Source {
  readonly text: string;
  readonly carrier: Carrier;
}

/** The examples of all rule pages: each rule is spoken to in some of them. */
const examples: readonly Source[] = rules.flatMap(({ id }) =>
  parseRulePage(readFileSync(new URL(`../../server/rules/${id}.md`, import.meta.url), "utf8")).examples.map(
    ({ text, carrier }) => ({ text, carrier: carrier === "dotenv" ? "dotenv" : "kong-conf" }),
  ),
);

const quiet = fileURLToPath(new URL("../rules/quiet/", import.meta.url));
const wellKept: readonly Source[] = readdirSync(quiet).map((name) => ({
  text: readFileSync(quiet + name, "utf8"),
  carrier: "kong-conf",
}));

/** The rules of a release, those that are off by default too, and what they see of a source. */
async function rulesOf(release: string) {
  const catalog = catalogFor(parseRelease(release) ?? { edition: "oss", version: release });
  const every = new Map(rules.map((rule) => [rule.id, rule.severity] as const));
  const active = activeRules(rules, catalog, { severities: every });
  const tables = await loadTables(["nginx", "jsonFault"]);
  const sightOf = ({ text, carrier }: Source) => {
    const unit = readUnit({ path: "kong.conf", text, lines: new LineIndex(text) }, carrier);
    const reading = load(unit, catalog.release, assumedWorld);
    const wanted = active.some(({ rule }) => (rule.tables?.(unit, catalog).length ?? 0) > 0);
    return { unit, reading, tables: wanted ? tables : {}, from: undefined };
  };
  const leftOut = (source: Source): readonly ActiveRule[] => {
    const concerned = new Set(concernedRules(active, sightOf(source)));
    return active.filter((rule) => !concerned.has(rule));
  };
  /** The rules that have something to say when they are asked all the same. */
  const speaking = (some: readonly ActiveRule[], source: Source): readonly string[] => {
    const said: string[] = [];
    for (const { rule, options } of some)
      rule.check?.({
        ...sightOf(source),
        catalog,
        release: catalog.release,
        options,
        isExtraProperty: () => false,
        report: () => said.push(rule.id),
      });
    return said;
  };
  return { active, leftOut, speaking };
}

describe.each([
  "oss@0.9.9",
  "oss@0.12.3",
  "oss@0.14.1",
  "oss@2.8.5",
  "oss@3.9.3",
  "enterprise@0.34",
  "enterprise@2.8",
  "enterprise@3.10",
])("%s", (release) => {
  test("a rule that is left out has nothing to say", async () => {
    const { leftOut, speaking } = await rulesOf(release);
    const spoken = [...examples, ...wellKept].flatMap((source) =>
      speaking(leftOut(source), source).map((rule) => ({ rule, source })),
    );
    expect(spoken).toEqual([]);
  });

  test("most rules are left out where little is written", async () => {
    const { leftOut } = await rulesOf(release);
    const source: Source = { text: "pg_host = db.internal\n", carrier: "kong-conf" };
    expect(leftOut(source).length).toBeGreaterThan(rules.length / 3);
  });

  test("a rule with an option of the user's own is asked always", async () => {
    const { active, leftOut } = await rulesOf(release);
    const source: Source = { text: "", carrier: "kong-conf" };
    const quiet = leftOut(source);
    const own = active.map((each) =>
      each.rule.id === "performance/worker-processes" ? { ...each, options: { leastWorkers: 2 } } : each,
    );
    expect(quiet.map(({ rule }) => rule.id)).toContain("performance/worker-processes");
    const unit = readUnit({ path: "kong.conf", text: "", lines: new LineIndex("") }, "kong-conf");
    const reading = load(
      unit,
      catalogFor(parseRelease(release) ?? { edition: "oss", version: "" }).release,
      assumedWorld,
    );
    const asked = concernedRules(own, { unit, reading, tables: {}, from: undefined });
    expect(asked.map(({ rule }) => rule.id)).toContain("performance/worker-processes");
  });
});
