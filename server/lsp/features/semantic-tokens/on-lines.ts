import { type Span, span } from "../../../../grammar/text/span.ts";

/** Tried once for each run of blanks, however many a line has. */
const TRAILING_BLANKS = /(?<![ \t\r])[ \t\r]+$/;

/** The parts of a place that stand on one line each, without the blanks around them and without a backslash that joins lines. */
export function onLines(text: string, place: Span): Span[] {
  const parts: Span[] = [];
  for (let at = place.start; at < place.end; ) {
    const next = text.indexOf("\n", at);
    const stop = next < 0 || next >= place.end ? place.end : next;
    const whole = text.slice(at, stop).replace(TRAILING_BLANKS, "");
    const isJoined = stop < place.end && whole.endsWith("\\");
    const line = isJoined ? whole.slice(0, -1).replace(TRAILING_BLANKS, "") : whole;
    const first = at + line.length - line.trimStart().length;
    if (at + line.length > first) parts.push(span(first, at + line.length));
    at = stop + 1;
  }
  return parts;
}
