import { valueFamilies } from "./value-families.ts";

/**
 * The values, list items, listen flags and special words of a property that have a text, whatever the release: those of its
 * own name first. What ends in `=` or `://` is the begin of a value.
 * @param property as Kong spells it: `log_level`, `proxy_listen`
 */
export function valueWordsOf(property: string): readonly string[] {
  const words = valueFamilies.flatMap((family) => (family.fits(property) ? family.words : []));
  return [...new Set(words)];
}
