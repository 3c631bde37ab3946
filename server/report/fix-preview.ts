import { append } from "../../grammar/text/large-lists.ts";
import { applyEdits } from "../../grammar/text/text-edit.ts";
import type { FileReport, ReportedFix } from "../engine/report.ts";
import { linesOf } from "./file-lines.ts";

/** More lines than this say less than the title of the fix. */
const MOST_LINES = 4;

/**
 * The lines that a fix leaves in place of those it touches; undefined where the fix has nothing to show, would repeat a
 * secret, or touches too much. Made from the redacted text, so masked values stay masked.
 */
export function fixPreview(file: FileReport, fix: ReportedFix): readonly string[] | undefined {
  if (fix.withheld || fix.edits.length === 0) return undefined;
  const lines = linesOf(file);
  const text = file.text;
  const touched = new Set<number>();
  for (const { span } of fix.edits) {
    const first = lines.positionAt(span.start).line;
    const end = lines.positionAt(span.end);
    // Whole lines that are replaced leave the line after them alone.
    const last = end.character === 0 && end.line > first ? end.line - 1 : end.line;
    if (last - first > MOST_LINES) return undefined;
    for (let line = first; line <= last; line++) touched.add(line);
  }
  if (touched.size > MOST_LINES) return undefined;
  const result: string[] = [];
  for (const [first, last] of runsOf([...touched].sort((a, b) => a - b))) {
    const start = lines.lineStart(first);
    const end = lines.lineStart(last + 1);
    const edits = fix.edits
      .filter(({ span }) => span.start >= start && (span.start < end || end === text.length))
      .map(({ span, newText }) => ({ span: { start: span.start - start, end: span.end - start }, newText }));
    if (edits.some(({ span }) => span.end > end - start)) return undefined;
    append(result, contentLines(applyEdits(text.slice(start, end), edits)));
  }
  return result.length > MOST_LINES ? undefined : result;
}

/** The lines of a text, the empty one after its last line break left out. */
function contentLines(text: string): readonly string[] {
  const lines = text.split(/\r\n|\r|\n/);
  if (lines.at(-1) === "") lines.pop();
  return lines;
}

/** Consecutive numbers as ranges, both ends included. */
function runsOf(numbers: readonly number[]): readonly (readonly [number, number])[] {
  const runs: [number, number][] = [];
  for (const number of numbers) {
    const last = runs.at(-1);
    if (last !== undefined && last[1] === number - 1) last[1] = number;
    else runs.push([number, number]);
  }
  return runs;
}
