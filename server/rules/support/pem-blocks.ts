import { memoizeLast } from "../../../grammar/text/memoize.ts";
import { type Span, span } from "../../../grammar/text/span.ts";
import { SpanSet } from "../../../grammar/text/span-set.ts";
import { containsWord } from "../../../grammar/text/text-facts.ts";
import type { ConfigUnit } from "../../model/config-unit.ts";

/** A certificate or key in PEM that begins on one line and ends on a later one, as a text has it. */
const BLOCK =
  /-----BEGIN ([A-Z0-9 ]+)-----[^\n]*\n(?:(?!-----BEGIN )[^\n]*\n){0,400}?[ \t]*-----END \1-----/g;

/** The blocks of PEM over several lines in the own text of a unit, each from its `-----BEGIN`. */
export function pemBlocks(unit: ConfigUnit): readonly Span[] {
  return blocksIn(unit).blocks;
}

/** Whether a place is on a line of such a block after the first. */
export function isInPemBlock(unit: ConfigUnit, place: Span): boolean {
  return blocksIn(unit).further.sharesPlace(place);
}

const blocksIn = memoizeLast(({ document, file, otherLines }: ConfigUnit) => {
  const { text } = document;
  const hasLines = file !== undefined || otherLines !== undefined;
  const blocks =
    hasLines && containsWord(document, "-----BEGIN ")
      ? [...text.matchAll(BLOCK)].map(({ 0: block, index }) => span(index, index + block.length))
      : [];
  return {
    blocks,
    further: new SpanSet(blocks.map(({ start, end }) => span(text.indexOf("\n", start) + 1, end))),
  };
});
