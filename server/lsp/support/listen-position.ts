import type { ListenEntry, ListenFlagNode } from "../../../grammar/listen/listen-tree.ts";
import { parseListen } from "../../../grammar/listen/parse-listen.ts";
import { type Span, span } from "../../../grammar/text/span.ts";

/** Where in a listen directive a place is. All spans count from the begin of the value. */
export interface ListenPosition {
  /** `address`: on the address of an entry, or where it has to come; `flag`: behind it. */
  readonly kind: "address" | "flag";
  readonly entry: ListenEntry;
  /** The word between blanks and commas that the place touches; empty where it touches none. */
  readonly word: Span;
  /** The flag that the word is. */
  readonly flag: ListenFlagNode | undefined;
}

/** Finds the entry, the word and the flag at a place of a listen directive. */
export function listenPosition(text: string, at: number): ListenPosition {
  const { entries } = parseListen(text);
  const entry = entries.findLast(({ slot }) => slot.start <= at) ?? entries[0];
  // A listen tree has one entry at least.
  if (entry === undefined) throw new RangeError("a listen directive without an entry");
  const isBreak = (offset: number) => /[\s,]/.test(text.charAt(offset));
  let start = at;
  while (start > 0 && !isBreak(start - 1)) start--;
  let end = at;
  while (end < text.length && !isBreak(end)) end++;
  const word = span(start, end);
  const touches = (place: Span | undefined) => place !== undefined && place.start === start && end > start;
  const hasAddress = entry.address !== undefined || entry.off !== undefined;
  const isAddress = !hasAddress || touches(entry.address?.span) || touches(entry.off);
  return {
    kind: isAddress ? "address" : "flag",
    entry,
    word,
    flag: entry.flags.find((flag) => touches(flag.span)),
  };
}
