/**
 * The items of a list property. Nothing between two commas is an empty item, and so is what follows a last comma;
 * an empty text and a lone comma have no item and one empty item.
 * @param strip takes blanks around items off; absent before Kong 0.10.1
 */
export function splitList(text: string, strip: ((text: string) => string) | undefined): string[] {
  if (text === "") return [];
  if (text === ",") return [""];
  const items = text.split(",");
  return strip === undefined ? items : items.map(strip);
}
