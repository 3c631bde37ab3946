import { applyEdits, type TextEdit } from "../../grammar/text/text-edit.ts";
import type { ConfigUnit } from "../inputs/config-unit.ts";
import type { Analysis } from "./lint.ts";
import type { ReportedFinding, ReportedFix } from "./report.ts";

/** The outcome of fixing a source. */
export interface FixResult {
  readonly text: string;
  /** How many fixes were applied. */
  readonly applied: number;
  /** The analysis of {@link text}. */
  readonly analysis: Analysis;
}

/** What fixing needs from outside: reading a text as a unit, and analysing it. */
export interface FixMeans {
  read(text: string): ConfigUnit;
  analyse(unit: ConfigUnit): Promise<Analysis>;
}

/** A fix may bring another one into reach; more rounds than this mean that two fixes undo each other. */
const MOST_ROUNDS = 10;

/**
 * Applies fixes until none is left: every safe one, and the unsafe ones where they are wanted. Of fixes that overlap,
 * the first is applied and the others get their turn in the next round, on the text as it then is.
 */
export async function fixDocument(unit: ConfigUnit, means: FixMeans, unsafe: boolean): Promise<FixResult> {
  let analysis = await means.analyse(unit);
  let applied = 0;
  for (let round = 0; round < MOST_ROUNDS; round++) {
    const chosen = chooseFixes(analysis.report.findings, unsafe);
    if (chosen.length === 0) break;
    const before = analysis.unit.document.text;
    const text = applyEdits(
      before,
      chosen.flatMap((fix) => fix.edits),
    );
    if (text === before) break;
    applied += chosen.length;
    analysis = await means.analyse(means.read(text));
  }
  return { text: analysis.unit.document.text, applied, analysis };
}

/** The fixes of one round: the first applicable fix of each finding, as long as no two touch the same characters. */
export function chooseFixes(findings: readonly ReportedFinding[], unsafe: boolean): readonly ReportedFix[] {
  const taken: TextEdit[] = [];
  const chosen: ReportedFix[] = [];
  for (const finding of findings) {
    const fix = finding.fixes.find(
      (each) => each.applicability === "safe" || (unsafe && each.applicability === "unsafe"),
    );
    if (fix === undefined || fix.edits.length === 0) continue;
    const fresh = fix.edits.filter((edit) => !taken.some((other) => sameEdit(edit, other)));
    if (fresh.length === 0) continue;
    if (fresh.some((edit) => taken.some((other) => touches(edit, other)))) continue;
    taken.push(...fresh);
    chosen.push({ ...fix, edits: fresh });
  }
  return chosen;
}

function sameEdit(a: TextEdit, b: TextEdit): boolean {
  return a.span.start === b.span.start && a.span.end === b.span.end && a.newText === b.newText;
}

/** Edits that share characters, or insert at the same place: their order would decide the outcome. */
function touches(a: TextEdit, b: TextEdit): boolean {
  return a.span.start <= b.span.end && b.span.start <= a.span.end;
}
