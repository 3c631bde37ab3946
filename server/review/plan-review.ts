import { LineIndex } from "../../grammar/text/line-index.ts";
import type { FileReport, ReportedFinding, Summary } from "../engine/report.ts";
import { summarize } from "../engine/report.ts";
import type { Severity } from "../findings/finding.ts";
import type { MarkupSupport } from "./markup-support.ts";
import { type Hunk, hunkWith } from "./parse-diff.ts";
import { renderComment } from "./render-comment.ts";
import type { ReviewFile } from "./review-file.ts";
import { type SuggestedLines, suggestionLines } from "./suggestion-lines.ts";

/** A finding of a review, and the line (from 1, as git counts) it is on. */
export interface ListedFinding {
  readonly path: string;
  readonly line: number;
  readonly finding: ReportedFinding;
}

/** A finding on lines that the diff shows, with the comment it is to have. Lines count from 1, both ends included. */
export interface PlacedFinding extends ListedFinding {
  readonly first: number;
  readonly last: number;
  readonly hunk: Hunk;
  readonly body: string;
}

/** What a review has to say, before anybody looks at what stands there already. */
export interface ReviewPlan {
  /** The most severe first, then as the files stand. */
  readonly placed: readonly PlacedFinding[];
  /** What the change causes on lines that the diff does not show. */
  readonly outside: readonly ListedFinding[];
  /** Everything that is found, caused by the change or not: no comment about it is out of date. */
  readonly present: readonly ListedFinding[];
  readonly caused: Summary;
  /** Findings that the change neither touches nor causes. */
  readonly earlier: number;
  readonly files: readonly ReviewFile[];
}

const ORDER: readonly Severity[] = ["error", "warning", "info", "hint"];

/** Sorts the findings of a request: which can be commented on where they are, and which are only listed. */
export function planReview(files: readonly ReviewFile[], markup: MarkupSupport): ReviewPlan {
  const placed: PlacedFinding[] = [];
  const outside: ListedFinding[] = [];
  const present: ListedFinding[] = [];
  for (const file of files) {
    const lines = gitLines(file.report.text);
    const caused = new Set(file.caused);
    for (const finding of file.report.findings) {
      const line = lines.positionAt(finding.span.start).line + 1;
      const listed = { path: file.path, line, finding };
      present.push(listed);
      if (!caused.has(finding)) continue;
      const place = placeOf(file, finding, lines, markup);
      if (place === undefined) outside.push(listed);
      else placed.push(place);
    }
  }
  const bySeverity = (a: ListedFinding, b: ListedFinding) =>
    ORDER.indexOf(a.finding.severity) - ORDER.indexOf(b.finding.severity);
  const reports = files.map(({ report, caused }): FileReport => ({ ...report, findings: caused }));
  return {
    placed: placed.sort(bySeverity),
    outside: outside.sort(bySeverity),
    present,
    caused: summarize(reports),
    earlier: files.reduce((sum, { report, caused }) => sum + report.findings.length - caused.length, 0),
    files,
  };
}

/** Lines as git and the providers count them: only a line feed ends one. */
export function gitLines(text: string): LineIndex {
  const starts = [0];
  for (let at = text.indexOf("\n"); at >= 0; at = text.indexOf("\n", at + 1)) starts.push(at + 1);
  return new LineIndex(text, Int32Array.from(starts));
}

function placeOf(
  file: ReviewFile,
  finding: ReportedFinding,
  lines: LineIndex,
  markup: MarkupSupport,
): PlacedFinding | undefined {
  const first = lines.positionAt(finding.span.start).line + 1;
  const end = Math.max(finding.span.start, finding.span.end - 1);
  const last = lines.positionAt(end).line + 1;
  const hunk = hunkWith(file.hunks, first, last);
  if (hunk === undefined) return undefined;
  const fix = finding.fixes.find(({ applicability }) => applicability !== "display");
  const suggested = fix === undefined ? undefined : suggestionLines(file.report, lines, fix, first);
  const fits = suggested !== undefined && holds(suggested, first, last) && isShown(suggested, hunk);
  const suggestion = fix !== undefined && fits ? { fix, lines: suggested } : undefined;
  const place = suggestion?.lines ?? { first, last };
  const body = renderComment({ finding, reads: file.reads(finding), suggestion }, markup);
  return { path: file.path, line: first, finding, first: place.first, last: place.last, hunk, body };
}

/** A comment stands on the lines that its suggestion replaces, so the finding must be among them. */
function holds(suggested: SuggestedLines, first: number, last: number): boolean {
  return suggested.first <= first && last <= suggested.last;
}

function isShown(suggested: SuggestedLines, hunk: Hunk): boolean {
  return hunkWith([hunk], suggested.first, suggested.last) !== undefined;
}
