import { firstFrom } from "../../../grammar/text/edited-lines.ts";
import { overlaps, type Span, span } from "../../../grammar/text/span.ts";
import type { TextEdit } from "../../../grammar/text/text-edit.ts";

/**
 * The edits that turn what stands at a place into comments: a sign before every line of the statement, since a comment
 * continues nothing. Blank and comment lines in between are left out.
 * @param statements in the order of the text
 */
export function commentOut<Statement>(
  text: string,
  statements: readonly Statement[],
  spanOf: (statement: Statement) => Span,
  place: Span,
): readonly TextEdit[] {
  const wanted = span(place.start, Math.max(place.end, place.start + 1));
  const next = statements[firstFrom(statements, (each) => spanOf(each).end, wanted.start + 1)];
  const statement = next !== undefined && overlaps(spanOf(next), wanted) ? spanOf(next) : place;
  const edits: TextEdit[] = [];
  let start = text.lastIndexOf("\n", statement.start - 1) + 1;
  for (;;) {
    const lineEnd = text.indexOf("\n", start);
    const line = text.slice(start, lineEnd === -1 ? text.length : lineEnd);
    if (edits.length === 0 || !/^[ \t\v\f\r]*(?:[#;]|$)/.test(line))
      edits.push({ span: span(start, start), newText: "# " });
    if (lineEnd === -1 || lineEnd >= statement.end) return edits;
    start = lineEnd + 1;
  }
}
