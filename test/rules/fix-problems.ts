import { applyEdits } from "../../grammar/text/text-edit.ts";
import type { Analysis } from "../../server/engine/analyze.ts";
import type { ReportedFinding, ReportedFix } from "../../server/engine/report.ts";
import type { RuleExample } from "../../server/engine/rule-page.ts";
import type { Rule } from "../../server/findings/rule.ts";
import { analyze } from "../../server/workspace/analyze.ts";
import { exampleSettings, exampleSource } from "../../tools/rule-pages/run-example.ts";

/** A section hides what stands below it, a continuation swallows the next line: without them those lines come to life. */
const REVEALING = new Set(["syntax/section-header", "syntax/line-continuation"]);

/** What is wrong with the fixes of one rule, each applied by itself to an example: findings that stay, properties that change. */
export async function fixProblems(
  example: RuleExample,
  rule: Rule,
  before: Analysis,
): Promise<readonly string[]> {
  const problems: string[] = [];
  if (REVEALING.has(rule.id)) return problems;
  for (const finding of before.report.findings.filter((each) => each.rule === rule.id)) {
    for (const fix of finding.fixes) {
      if (fix.edits.length > 0) problems.push(...(await checkFix(example, rule, before, finding, fix)));
    }
  }
  return problems;
}

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
  rule: Rule,
  before: Analysis,
  finding: ReportedFinding,
  fix: ReportedFix,
): Promise<string[]> {
  const text = applyEdits(example.text, fix.edits);
  const after = await analyze(exampleSource(example, text), exampleSettings(example, rule));
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
