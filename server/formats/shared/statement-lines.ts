import { overlaps, type Span, span } from "../../../grammar/text/span.ts";
import type { ConfigUnit } from "../../model/config-unit-old.ts";

/**
 * The starts of the lines that a comment sign must go to so that nothing of what stands at `place` counts: every line
 * of the statement, since a comment continues nothing. Blank and comment lines in between are left out.
 */
export function statementLines(unit: ConfigUnit, place: Span): readonly number[] {
  const { text } = unit.document;
  const wanted = span(place.start, Math.max(place.end, place.start + 1));
  const statements =
    unit.syntax.carrier === "kong-conf"
      ? unit.syntax.tree.content.map((node) => node.span)
      : unit.assignments.map((assignment) => assignment.lineSpan);
  const statement = statements.find((each) => overlaps(each, wanted)) ?? place;
  const starts: number[] = [];
  let start = text.lastIndexOf("\n", statement.start - 1) + 1;
  for (;;) {
    const lineEnd = text.indexOf("\n", start);
    const line = text.slice(start, lineEnd === -1 ? text.length : lineEnd);
    if (starts.length === 0 || !/^[ \t\v\f\r]*(?:[#;]|$)/.test(line)) starts.push(start);
    if (lineEnd === -1 || lineEnd >= statement.end) return starts;
    start = lineEnd + 1;
  }
}
