import { readdirSync, readFileSync } from "node:fs";
import { join } from "node:path";
import { fileURLToPath } from "node:url";
import { describe, expect, test } from "vitest";
import { knownReleases } from "../../schemas/catalog.ts";
import { type Analysis, analyzeSource, type RuleSet } from "../../server/engine/analyze.ts";
import type { LintSettings } from "../../server/engine/lint-settings.ts";
import { parseRulePage } from "../../server/engine/rule-page.ts";
import type { Rule } from "../../server/findings/rule.ts";
import type { LinkedSource } from "../../server/model/config-unit.ts";
import { SourceDocument } from "../../server/model/source-document.ts";
import { rules } from "../../server/rules/registry.ts";
import { allRules } from "../../server/workspace/analyze.ts";
import { exampleSettings, exampleSource } from "../../tools/rule-pages/run-example.ts";
import { caseSource, hostOf } from "../conformance/judge.ts";
import { readCases } from "../conformance/read-cases.ts";
import { Random } from "../fuzz/random.ts";
import { drawSettings } from "../rules/drawn-settings.ts";
import { linkedOf, readDotenv, readKongConf } from "../sources.ts";

/** The same rules, each of which runs on everything. */
const everywhere = ruleSet(rules.map(({ needs: _, ...rule }) => rule));

function ruleSet(all: readonly Rule[]): RuleSet {
  return { rules: all, byId: new Map(all.map((rule) => [rule.id, rule])) };
}

/** Rules that are advice for some run here, too. */
const severities = new Map(
  rules.flatMap(({ id, severity, recommended }) => (recommended === false ? [[id, severity]] : [])),
);

/** Findings that rules have only where they run although their needs are not met: `rule: message`. */
async function missed(
  linked: LinkedSource,
  settings: LintSettings,
  tried: RuleSet = allRules,
): Promise<readonly string[]> {
  const all = lines(await analyzeSource(everywhere, linked, { severities, ...settings }));
  const found = new Set(lines(await analyzeSource(tried, linked, { severities, ...settings })));
  return all.filter((line) => !found.has(line));
}

function lines({ findings, elsewhere }: Analysis): readonly string[] {
  return [findings, ...elsewhere.map((each) => each.findings)]
    .flat()
    .map(({ rule, message }) => `${rule}: ${message}`);
}

describe("a rule has nothing to say where its needs are not met", () => {
  test("in the examples of the rule pages", async () => {
    const wrong: string[] = [];
    for (const rule of rules) {
      const page = readFileSync(new URL(`../../server/rules/${rule.id}.md`, import.meta.url), "utf8");
      for (const example of parseRulePage(page).examples)
        wrong.push(...(await missed(exampleSource(example), exampleSettings(example, rule))));
    }
    expect(wrong).toEqual([]);
  });

  test("in the cases of Kong's loader", async () => {
    const folder = fileURLToPath(new URL("../conformance/cases", import.meta.url));
    const wrong: string[] = [];
    for (const file of readdirSync(folder))
      for (const each of readCases(join(folder, file))) {
        const release = { edition: "oss", version: each.version } as const;
        wrong.push(...(await missed(caseSource(each), { release: { flag: release }, world: hostOf(each) })));
      }
    expect(wrong).toEqual([]);
  });

  test("in settings drawn for it, as a file and as variables", async () => {
    const random = new Random(20);
    const wrong: string[] = [];
    for (let drawn = 0; drawn < 6_000; drawn++) {
      const { release, text } = drawSettings(random);
      const from = random.below(4) === 0 ? random.pick(knownReleases(release.edition)) : undefined;
      const unit =
        random.below(3) === 0
          ? readDotenv(
              new SourceDocument(
                "kong.env",
                text.replace(/^(\w+) = /gm, (_, name) => `KONG_${name.toUpperCase()}=`),
              ),
            )
          : readKongConf(new SourceDocument("kong.conf", text));
      wrong.push(
        ...(await missed(linkedOf(unit), { release: { flag: release }, from })).map(
          (line) => `${line}\n${text}`,
        ),
      );
    }
    expect(wrong).toEqual([]);
  });

  test("and one that leaves out a setting of its own is found", async () => {
    const wrong = ruleSet(
      rules.map((rule) =>
        rule.id === "security/trusted-ips-all" ? { ...rule, needs: ["real_ip_header"] } : rule,
      ),
    );
    const unit = readKongConf(new SourceDocument("kong.conf", "trusted_ips = 0.0.0.0/0\n"));
    const lost = await missed(linkedOf(unit), {}, wrong);
    expect(lost.map((line) => line.split(":")[0])).toEqual(["security/trusted-ips-all"]);
  });
});
