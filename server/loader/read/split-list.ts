import { splitList } from "../../../grammar/values/split-list.ts";

/**
 * The items of a list property as Kong splits it: a lone comma is one empty item, and before 0.10.1 items keep the blanks
 * around them.
 * @param strip takes blanks around items off; absent before Kong 0.10.1
 */
export function splitKongList(text: string, strip: ((text: string) => string) | undefined): string[] {
  if (text === ",") return [""];
  const items = splitList(text).map(({ slot }) => text.slice(slot.start, slot.end));
  return strip === undefined ? items : items.map(strip);
}
