import { type Span, span } from "../../../grammar/text/span.ts";
import { lineEndAt, lineStartAt } from "../text-lines.ts";
import type { EnvPair } from "./stages.ts";

/**
 * The lines of one variable: those of its own in an `ENV` over several lines, from the keyword on for the first variable. What
 * shares a line shares its statement.
 */
export function pairLines(text: string, pair: EnvPair): Span {
  return span(
    lineStartAt(text, pair.wordSpan.start),
    lineEndAt(text, Math.max(pair.wordSpan.start, pair.wordSpan.end)),
  );
}
