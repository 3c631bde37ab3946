import { type Span, sliceSpan, span } from "../../../grammar/text/span.ts";
import type { Assignment } from "../../model/assignment.ts";
import type { RemovableComment } from "../../model/format.ts";
import type { Source } from "../../model/source.ts";

/** A source whose settings stand on lines of their own, in the order of the text. */
export interface LineSource extends Source {
  readonly assignments: readonly Assignment[];
}

/** The comment that holds an offset in a format of lines: a line of its own, or what follows a value. */
export function lineCommentAt(
  { document: { text }, assignments }: LineSource,
  offset: number,
  { signs, valuesHoldLines }: { readonly signs: string; readonly valuesHoldLines: boolean },
): RemovableComment | undefined {
  const start = lineStart(text, offset);
  const line = text.slice(start, lineEnd(text, offset)).trimEnd();
  const assignment = assignmentAround(assignments, offset);
  const first = line.search(/[^ \t]/);
  const isWithinValue = valuesHoldLines && assignment !== undefined && offset < assignment.span.end;
  if (first >= 0 && signs.includes(line.charAt(first)) && !isWithinValue)
    return commentOf(text, span(start + first, start + line.length), wholeLine(text, start));
  if (assignment === undefined || offset < assignment.span.end) return undefined;
  const hash = text.indexOf("#", assignment.span.end);
  if (hash < 0 || hash > offset) return undefined;
  const end = start + line.length;
  return commentOf(text, span(hash, end), span(assignment.span.end, end));
}

function commentOf(text: string, place: Span, removal: Span): RemovableComment {
  return { span: place, text: sliceSpan(text, place), removal };
}

/** The setting that holds an offset with all its lines, or the line. */
export function lineStatementAt({ document: { text }, assignments }: LineSource, offset: number): Span {
  const setting = assignmentAround(assignments, offset);
  return setting?.lineSpan ?? span(lineStart(text, offset), lineEnd(text, offset));
}

/** Assignments are in the order of the source, so the one at a place is found by halving. */
function assignmentAround(assignments: readonly Assignment[], at: number): Assignment | undefined {
  let low = 0;
  let high = assignments.length;
  while (low < high) {
    const middle = (low + high) >> 1;
    if ((assignments[middle]?.lineSpan.end ?? 0) < at) low = middle + 1;
    else high = middle;
  }
  const found = assignments[low];
  return found !== undefined && found.lineSpan.start <= at ? found : undefined;
}

/** The lines a statement stands on, with the break that ends the last; without one, the break before the first. */
export function wholeLines(text: string, statement: Span): Span {
  const start = lineStart(text, statement.start);
  const at = text.indexOf("\n", statement.end);
  if (at >= 0) return span(start, at + 1);
  const before = start > 1 && text.charAt(start - 2) === "\r" ? start - 2 : Math.max(0, start - 1);
  return span(before, text.length);
}

function wholeLine(text: string, start: number): Span {
  return wholeLines(text, span(start, start));
}

function lineStart(text: string, at: number): number {
  // From before the text `lastIndexOf` would look at its first character.
  return at <= 0 ? 0 : text.lastIndexOf("\n", at - 1) + 1;
}

function lineEnd(text: string, at: number): number {
  const end = text.indexOf("\n", at);
  return end < 0 ? text.length : end;
}
