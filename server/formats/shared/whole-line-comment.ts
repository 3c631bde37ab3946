import { type Span, span } from "../../../grammar/text/span.ts";
import type { RemovableComment } from "../../model/format.ts";
import type { SourceComment } from "../../model/source.ts";
import { wholeLines } from "./line-source.ts";

/**
 * The comment that holds an offset, with its line where nothing else stands on that, else with the blanks before it.
 * @param comments in the order of the text
 */
export function wholeLineComment(
  text: string,
  comments: readonly SourceComment[],
  offset: number,
): RemovableComment | undefined {
  let low = 0;
  let high = comments.length;
  while (low < high) {
    const middle = (low + high) >> 1;
    if ((comments[middle]?.span.end ?? 0) < offset) low = middle + 1;
    else high = middle;
  }
  const found = comments[low];
  if (found === undefined || found.span.start > offset) return undefined;
  return { ...found, removal: removalOf(text, found.span) };
}

function removalOf(text: string, comment: Span): Span {
  let start = comment.start;
  while (start > 0 && /[ \t]/.test(text.charAt(start - 1))) start--;
  const isAlone = start === 0 || text.charAt(start - 1) === "\n";
  return isAlone ? wholeLines(text, comment) : span(start, comment.end);
}
