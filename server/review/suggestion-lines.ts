import { largest } from "../../grammar/text/large-lists.ts";
import type { LineIndex } from "../../grammar/text/line-index.ts";
import { overlaps } from "../../grammar/text/span.ts";
import { applyEdits } from "../../grammar/text/text-edit.ts";
import type { FileReport, ReportedFix } from "../engine/report.ts";

/** Whole lines (from 1, both ends included) and what stands in their place after a fix. */
export interface SuggestedLines {
  readonly first: number;
  readonly last: number;
  /** Without line breaks; empty where the lines go. */
  readonly lines: readonly string[];
}

/** More lines in one suggestion would hide what it changes. */
const MOST_LINES = 20;

/**
 * A fix as a replacement of whole lines, which is all that a provider can apply by a click. undefined where the fix is only
 * text, or where its lines hold a secret: a suggestion would publish it, or write the mask.
 * @param lines the lines of the file as git counts them
 * @param anchor the line (from 1) that is to be among them where the fix leaves a choice
 */
export function suggestionLines(
  file: FileReport,
  lines: LineIndex,
  fix: ReportedFix,
  anchor: number,
): SuggestedLines | undefined {
  if (fix.withheld || fix.applicability === "display" || fix.edits.length === 0) return undefined;
  const text = file.text;
  const start = -largest(
    fix.edits.map(({ span }) => -span.start),
    Number.NEGATIVE_INFINITY,
  );
  const end = largest(
    fix.edits.map(({ span }) => span.end),
    0,
  );
  const from = lines.positionAt(start);
  const to = lines.positionAt(end);
  const endsAtBreak = to.character === 0 && end > start;
  let first = from.line;
  let last = endsAtBreak ? to.line - 1 : to.line;
  // A line that is put in between belongs to the one above as well as to the one below.
  if (start === end && from.character === 0 && first > 0 && (anchor <= first || start === text.length)) {
    first--;
    last = first;
  }
  if (last - first >= MOST_LINES) return undefined;
  const region = { start: lines.lineStart(first), end: lines.lineStart(last + 1) };
  const stays = (at: { readonly start: number; readonly end: number }) =>
    !fix.edits.some(({ span }) => span.start <= at.start && at.end <= span.end);
  if (file.masked.some((secret) => overlaps(secret, region) && stays(secret))) return undefined;
  const edits = fix.edits.map(({ span, newText }) => ({
    span: { start: span.start - region.start, end: span.end - region.start },
    newText,
  }));
  const before = text.slice(region.start, region.end);
  const after = applyEdits(before, edits);
  const hadBreak = before.endsWith("\n");
  if (hadBreak && after !== "" && !after.endsWith("\n")) return undefined;
  const kept = after.replace(/\r?\n$/, "");
  return {
    first: first + 1,
    last: last + 1,
    lines: after === "" ? [] : kept.split(/\r?\n/),
  };
}
