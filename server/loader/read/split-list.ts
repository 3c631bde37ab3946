import { splitList } from "../../../grammar/values/split-list.ts";
import type { Quirks } from "../quirks.ts";

type ListQuirks = Pick<Quirks, "stripsItems" | "strip" | "dropsEmptyItems">;

/**
 * The items of a list property as Kong splits it: a lone comma is one empty item, and before 0.10.1 items keep the blanks
 * around them. Later releases leave empty items out.
 */
export function splitKongList(text: string, { stripsItems, strip, dropsEmptyItems }: ListQuirks): string[] {
  if (text === "," && !dropsEmptyItems) return [""];
  const items = splitList(text).map(({ slot }) => text.slice(slot.start, slot.end));
  const stripped = stripsItems ? items.map(strip) : items;
  return dropsEmptyItems ? stripped.filter((item) => item !== "") : stripped;
}
