import { largest } from "../../grammar/text/large-lists.ts";
import { overlaps, type Span } from "../../grammar/text/span.ts";
import type { TextEdit } from "../../grammar/text/text-edit.ts";
import { applyEdits } from "../../grammar/text/text-edit.ts";
import type { FileReport, ReportedFix } from "../engine/report.ts";
import { linesOf } from "./file-lines.ts";

/** Between the first and the last edit of one suggestion; more would hide in a comment what changes. */
const MOST_LINES = 20;

/**
 * A fix as one replacement of one range, for reviewers that offer no other. undefined where the fix is only text, holds a
 * secret, would repeat masked characters that lie between its edits, or reaches over too much.
 */
export function suggestionOf(file: FileReport, fix: ReportedFix): TextEdit | undefined {
  if (fix.withheld || fix.edits.length === 0) return undefined;
  const edits = [...fix.edits].sort((a, b) => a.span.start - b.span.start);
  const start = edits[0]?.span.start ?? 0;
  const end = largest(
    edits.map((edit) => edit.span.end),
    0,
  );
  const lines = linesOf(file);
  if (lines.positionAt(end).line - lines.positionAt(start).line > MOST_LINES) return undefined;
  if (repeatsMasked(file, edits)) return undefined;
  const moved = edits.map(({ span, newText }) => ({
    span: { start: span.start - start, end: span.end - start },
    newText,
  }));
  return { span: { start, end }, newText: applyEdits(file.text.slice(start, end), moved) };
}

/** Whether characters between two edits are masked: they would be written back as asterisks. */
function repeatsMasked(file: FileReport, edits: readonly TextEdit[]): boolean {
  return edits.some((edit, index) => {
    const next = edits[index + 1];
    if (next === undefined) return false;
    const between: Span = { start: edit.span.end, end: next.span.start };
    return file.masked.some((secret) => overlaps(secret, between));
  });
}
