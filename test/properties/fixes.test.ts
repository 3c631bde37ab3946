import { readFileSync } from "node:fs";
import { describe, expect, test } from "vitest";
import { applyEdits } from "../../grammar/text/text-edit.ts";
import type { Analysis } from "../../server/engine/analyze.ts";
import type { ReportedFinding, ReportedFix } from "../../server/engine/report.ts";
import { parseRulePage, type RuleExample } from "../../server/engine/rule-page.ts";
import { rules } from "../../server/rules/registry.ts";
import { analyze } from "../../server/workspace/analyze.ts";
import { exampleSettings, exampleUnit } from "../rules/run-example.ts";
import { linkedOf } from "../sources.ts";

/** What Kong reads for every property, as text. */
function readingOf(analysis: Analysis): ReadonlyMap<string, string> {
  return new Map(
    [...analysis.reading.properties].map(([name, { value, opaque }]) => [
      name,
      opaque ? "opaque" : JSON.stringify(value),
    ]),
  );
}

/** The properties that a fix may change: those its finding, its edits or the related places are about. */
function concerned(
  before: Analysis,
  after: Analysis,
  finding: ReportedFinding,
  fix: ReportedFix,
): ReadonlySet<string> {
  const names = new Set<string>(finding.property === undefined ? [] : [finding.property]);
  for (const assignment of before.unit.assignments) {
    const { lineSpan, property } = assignment;
    const touched = fix.edits.some(({ span }) => span.start <= lineSpan.end && span.end >= lineSpan.start);
    if (touched) names.add(property);
  }
  const written = new Set(before.unit.assignments.map((each) => `${each.property}=${each.rawValue}`));
  for (const each of after.unit.assignments)
    if (!written.has(`${each.property}=${each.rawValue}`)) names.add(each.property);
  // What Kong derives from a property that changes, changes with it.
  for (const { reading } of [before, after]) {
    for (const { property, provenance } of reading.properties.values()) {
      if (provenance.kind === "derived" && names.has(provenance.by)) names.add(property);
      if (provenance.kind === "alias" && names.has(provenance.alias)) names.add(property);
    }
    for (const name of [...names]) {
      const target = before.catalog.property(name)?.aliasOf;
      if (target !== undefined) names.add(target);
    }
  }
  return names;
}

async function checkFix(
  example: RuleExample,
  before: Analysis,
  finding: ReportedFinding,
  fix: ReportedFix,
): Promise<string[]> {
  const rule = rules.find(({ id }) => id === finding.rule);
  if (rule === undefined) return [];
  const text = applyEdits(example.text, fix.edits);
  const after = await analyze(linkedOf(exampleUnit(example, text)), exampleSettings(example, rule));
  const problems: string[] = [];
  const count = (analysis: Analysis) =>
    analysis.report.findings.filter(
      (each) => each.rule === finding.rule && each.property === finding.property,
    ).length;
  if (count(after) >= count(before)) problems.push(`"${fix.title}" leaves the finding`);
  const old = readingOf(before);
  const own = concerned(before, after, finding, fix);
  for (const [name, value] of readingOf(after)) {
    if (!own.has(name) && old.get(name) !== value)
      problems.push(`"${fix.title}" changes ${name}: ${old.get(name)} to ${value}`);
  }
  return problems;
}

/** A section hides what stands below it, a continuation swallows the next line: without them those lines come to life. */
const REVEALING = new Set(["syntax/section-header", "syntax/line-continuation"]);

describe.each(rules.map((rule) => [rule.id, rule] as const))("%s", (id, rule) => {
  const page = parseRulePage(readFileSync(new URL(`../../server/rules/${id}.md`, import.meta.url), "utf8"));
  const bad = page.examples.filter(({ kind }) => kind === "bad");

  test.each(bad.map((example, index) => [index + 1, example] as const))(
    "each fix of bad example %i mends the finding and leaves every other property as Kong read it",
    async (_, example) => {
      const before = await analyze(linkedOf(exampleUnit(example)), exampleSettings(example, rule));
      const problems: string[] = [];
      for (const finding of before.report.findings.filter((each) => each.rule === id)) {
        for (const fix of finding.fixes) {
          if (fix.edits.length === 0 || REVEALING.has(id)) continue;
          problems.push(...(await checkFix(example, before, finding, fix)));
        }
      }
      expect(problems).toEqual([]);
    },
  );
});
