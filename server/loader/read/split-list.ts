import { skipBlanks, skipBlanksBack, strip } from "../lua/strip.ts";

/**
 * The items of a list property. Nothing between two commas is an empty item, and so is what follows a last comma;
 * an empty text and a lone comma have no item and one empty item.
 * @param stripped whether blanks around items are taken off (not before Kong 0.10.1)
 */
export function splitList(text: string, stripped: boolean): string[] {
  if (text === "") return [];
  if (text === ",") return [""];
  const items = text.split(",");
  return stripped ? items.map(strip) : items;
}

/** Where the item of an index stands in a text, without the blanks around it; undefined when there is no such item. */
export function itemRange(text: string, index: number): { start: number; end: number } | undefined {
  let start = 0;
  for (let passed = 0; passed < index; passed++) {
    const comma = text.indexOf(",", start);
    if (comma < 0) return undefined;
    start = comma + 1;
  }
  const comma = text.indexOf(",", start);
  const end = comma < 0 ? text.length : comma;
  const first = skipBlanks(text, start, end);
  return { start: first, end: skipBlanksBack(text, end, first) };
}
