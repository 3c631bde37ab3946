import type { Quirks } from "../quirks.ts";

type ListQuirks = Pick<Quirks, "stripsItems" | "strip" | "dropsEmptyItems">;

/**
 * The items of a list property. Nothing between two commas is an empty item, and so is what follows a last comma;
 * an empty text and a lone comma have no item and one empty item.
 * Later releases leave empty items out.
 */
export function splitList(text: string, { stripsItems, strip, dropsEmptyItems }: ListQuirks): string[] {
  if (text === "") return [];
  if (text === "," && !dropsEmptyItems) return [""];
  const items = text.split(",");
  const stripped = stripsItems ? items.map(strip) : items;
  return dropsEmptyItems ? stripped.filter((item) => item !== "") : stripped;
}
