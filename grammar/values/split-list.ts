import { isBlank } from "../text/blanks.ts";
import { type Span, span } from "../text/span.ts";

/** One item of a comma list. */
export interface ListItem {
  /** Without surrounding blanks; an empty item is an empty span behind the first blank of its slot, or at its start. */
  readonly span: Span;
  readonly text: string;
  /** From comma to comma, blanks included. */
  readonly slot: Span;
}

/** The texts of the items that are not empty. */
export function listTexts(text: string): readonly string[] {
  return splitList(text).flatMap((item) => (item.text === "" ? [] : item.text));
}

/**
 * The items between the commas of a text, empty ones included; blanks of the C locale round an item are no part of
 * it. An empty text has no items, as Kong splits it.
 */
export function splitList(text: string): ListItem[] {
  if (text === "") return [];
  const items: ListItem[] = [];
  let start = 0;
  for (const raw of text.split(",")) {
    const slot = span(start, start + raw.length);
    let from = slot.start;
    let to = slot.end;
    while (from < to && isBlank(text.charCodeAt(from))) from++;
    while (to > from && isBlank(text.charCodeAt(to - 1))) to--;
    if (from === slot.end) from = to = Math.min(slot.start + 1, slot.end);
    items.push({ span: span(from, to), text: text.slice(from, to), slot });
    start = slot.end + 1;
  }
  return items;
}
