import { type Span, span } from "../../../../grammar/text/span.ts";

/** The parts of a place that stand on one line each, without the blanks around them and without a backslash that joins lines. */
export function onLines(text: string, place: Span): Span[] {
  const parts: Span[] = [];
  for (let at = place.start; at < place.end; ) {
    const next = text.indexOf("\n", at);
    const stop = next < 0 || next >= place.end ? place.end : next;
    const line = text.slice(at, stop).replace(stop < place.end ? /[ \t\r]*\\?[ \t\r]*$/ : /[ \t\r]*$/, "");
    const first = at + line.length - line.trimStart().length;
    if (at + line.length > first) parts.push(span(first, at + line.length));
    at = stop + 1;
  }
  return parts;
}
