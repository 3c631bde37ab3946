import { append } from "../../grammar/text/large-lists.ts";
import type { Span } from "../../grammar/text/span.ts";
import type { Finding } from "../findings/finding.ts";
import type { Fix, SemanticEdit } from "../findings/fix.ts";
import { staysInBranch } from "../fixes/is-within-branch.ts";
import { templateRenderings } from "../formats/templates/template-renderings.ts";
import type { Reading, Refusal } from "../loader/reading.ts";
import type { ConfigUnit } from "../model/config-unit.ts";
import type { TemplateBranch } from "../model/template-branches.ts";
import type { ActiveRule } from "./active-rules.ts";
import { rulesToRun } from "./rules-to-run.ts";
import { type RuleInputs, type RuleResults, runRules } from "./run-rules.ts";

/** What the rules found in a template with conditions, and what Kong refuses in one of the texts that it may become. */
export interface RenderingResults extends RuleResults {
  readonly refusals: readonly Refusal[];
}

/**
 * Runs rules on a template with conditions: on some of the texts that it may become. What is found counts where it is found
 * in each of these texts that holds the place: settings of two branches never meet, and a setting is not judged by one that
 * may be missing.
 * @param load what Kong makes of one of the texts
 */
export function lintRenderings(
  active: readonly ActiveRule[],
  inputs: RuleInputs,
  load: (unit: ConfigUnit) => Reading,
): RenderingResults {
  const { unit } = inputs;
  const renderings = templateRenderings(unit);
  const found = new Map<string, Found>();
  const broken = new Set<string>();
  const refusals: Refusal[] = [];
  for (const rendering of renderings) {
    const reading = rendering.unit === unit ? inputs.reading : load(rendering.unit);
    const ofRendering = { ...inputs, unit: rendering.unit, reading };
    const results = runRules(rulesToRun(active, ofRendering), ofRendering);
    append(refusals, reading.allRefusals());
    for (const rule of results.broken) broken.add(rule);
    collect(results.findings, found);
  }
  const findings: Finding[] = [];
  for (const { finding, fixes, times } of found.values()) {
    const branch = branchOf(finding.span, unit);
    if (finding.rule !== "internal-error" && times < renderings.filter((each) => each.holds(branch)).length)
      continue;
    findings.push({ ...finding, fixes: fixes.filter((fix) => staysInBranch(fix, branch, unit)) });
  }
  return { findings, broken: [...broken], refusals };
}

/** A finding with the fixes that it has in each text, and in how many texts it was found. */
interface Found {
  readonly finding: Finding;
  fixes: readonly Fix[];
  times: number;
}

/** Counts the findings of one text. Those of a rule at the same place are told apart by their order. */
function collect(findings: readonly Finding[], found: Map<string, Found>): void {
  const seen = new Map<string, number>();
  for (const finding of findings) {
    const place = `${finding.rule} ${finding.span.start} ${finding.span.end} ${finding.property}`;
    const ordinal = (seen.get(place) ?? 0) + 1;
    seen.set(place, ordinal);
    const known = found.get(`${place} ${ordinal}`);
    if (known === undefined) {
      found.set(`${place} ${ordinal}`, { finding, fixes: finding.fixes, times: 1 });
      continue;
    }
    known.times++;
    known.fixes = known.fixes.filter((fix) => finding.fixes.some((other) => sameFix(fix, other)));
  }
}

function sameFix(a: Fix, b: Fix): boolean {
  return (
    a.title === b.title &&
    a.applicability === b.applicability &&
    a.edits.length === b.edits.length &&
    a.edits.every((edit, at) => sameEdit(edit, b.edits[at]))
  );
}

function sameEdit(a: SemanticEdit, b: SemanticEdit | undefined): boolean {
  const others = new Map<string, unknown>(Object.entries(b ?? {}));
  return Object.entries(a).every(([name, value]) =>
    name === "span" ? sameSpan(value as Span, others.get(name) as Span) : others.get(name) === value,
  );
}

function sameSpan(a: Span, b: Span | undefined): boolean {
  return a.start === b?.start && a.end === b.end;
}

/** The branch of a place; what is said about the whole source belongs to none. */
function branchOf(place: Span, { branches }: ConfigUnit): TemplateBranch | undefined {
  return place.end === place.start ? undefined : branches?.at(place.start);
}
