import { applyEdits } from "../../grammar/text/text-edit.ts";
import type { Analysis, SourceFindings } from "../engine/analyze.ts";
import type { ReportedFinding, ReportedFix } from "../engine/report.ts";
import { largestPart } from "../fixes/largest-part.ts";
import { readsAsIntended } from "../fixes/verify-fix.ts";
import type { LinkedSource } from "../model/config-unit.ts";
import type { SourceId } from "../model/location.ts";
import type { Source } from "../model/source.ts";
import { TakenEdits } from "./taken-edits.ts";

/** The outcome of fixing a source. */
export interface FixResult {
  readonly text: string;
  /** How many fixes were applied. */
  readonly applied: number;
  /** How many were left out because the text would not have read as they meant it. */
  readonly refused: number;
  /** The analysis of {@link text}. */
  readonly analysis: Analysis;
}

/** What fixing needs from outside: reading a text as a unit, and analysing it. */
export interface FixContext {
  read(text: string): LinkedSource;
  /** The reports may lack findings that are not to be fixed. */
  analyze(linked: LinkedSource): Promise<Analysis>;
}

/**
 * Applies fixes until none is left: every safe one, and the unsafe ones where they are wanted. Of fixes that overlap,
 * the first is applied and the others get their turn in the next round, on the text as it then is. A text that comes back
 * means that two fixes undo each other, and ends it.
 * @param path which text is fixed: the source's own, or one that it draws on
 */
export async function fixDocument(
  linked: LinkedSource,
  context: FixContext,
  unsafe: boolean,
  path: SourceId = linked.source.document.path,
): Promise<FixResult> {
  let analysis = await context.analyze(linked);
  let applied = 0;
  let refused = 0;
  const seen = new Set<string>();
  for (;;) {
    const part = findingsIn(analysis, path);
    if (part === undefined || seen.has(part.source.document.text)) break;
    const { text } = part.source.document;
    const wanted = chooseFixes(part.report.findings, unsafe);
    if (wanted.length === 0) break;
    const chosen = withoutMisread(wanted, analysis, part, context);
    refused = wanted.length - chosen.length;
    seen.add(text);
    const after = applyFixes(text, chosen);
    if (after === text) break;
    applied += chosen.length;
    analysis = await context.analyze(context.read(after));
  }
  return { text: sourceOf(analysis.linked, path)?.document.text ?? "", applied, refused, analysis };
}

/** What is found in one of the texts of a source; undefined where nothing is. */
function findingsIn(analysis: Analysis, path: SourceId): SourceFindings | undefined {
  const { linked, findings, report, reported } = analysis;
  if (linked.source.document.path === path) return { source: linked.source, findings, report, reported };
  return analysis.elsewhere.find(({ source }) => source.document.path === path);
}

function sourceOf({ source, drawn }: LinkedSource, path: SourceId): Source | undefined {
  return source.document.path === path ? source : drawn.get(path);
}

function applyFixes(text: string, fixes: readonly ReportedFix[]): string {
  return applyEdits(
    text,
    fixes.flatMap((fix) => fix.edits),
  );
}

/** The fixes after which the text reads as they mean it. */
function withoutMisread(
  fixes: readonly ChosenFix[],
  { linked }: Analysis,
  { source, findings, reported }: SourceFindings,
  { read }: FixContext,
): readonly ChosenFix[] {
  const places = new Map(reported.map((finding, at) => [finding, at]));
  const editsOf = ({ finding, ordinal }: ChosenFix) =>
    findings[places.get(finding) ?? -1]?.fixes[ordinal]?.edits ?? [];
  const passes = (some: readonly ChosenFix[]) =>
    readsAsIntended(
      linked,
      read(applyFixes(source.document.text, some)),
      some.flatMap((fix) => fix.edits),
      some.flatMap(editsOf),
      source.document.path,
    );
  return largestPart(fixes, passes);
}

/** A fix with the finding it belongs to, and its place among the fixes of that. */
export interface ChosenFix extends ReportedFix {
  readonly finding: ReportedFinding;
  readonly ordinal: number;
}

/** The fixes of one round: the first applicable fix of each finding, as long as no two touch the same characters. */
export function chooseFixes(findings: readonly ReportedFinding[], unsafe: boolean): readonly ChosenFix[] {
  const taken = new TakenEdits();
  const chosen: ChosenFix[] = [];
  for (const finding of findings) {
    const ordinal = finding.fixes.findIndex(
      (each) => each.applicability === "safe" || (unsafe && each.applicability === "unsafe"),
    );
    const fix = finding.fixes[ordinal];
    if (fix === undefined || fix.edits.length === 0) continue;
    const fresh = fix.edits.filter((edit) => !taken.has(edit));
    if (fresh.length === 0) continue;
    if (fresh.some((edit) => taken.touches(edit))) continue;
    taken.add(fresh);
    chosen.push({ ...fix, edits: fresh, finding, ordinal });
  }
  return chosen;
}
