import { valueFamilies } from "./value-families.ts";

/**
 * What one value, list item, listen flag or special word means for a property.
 * @param property as Kong spells it: `log_level`, `proxy_listen`
 * @param value one item as written: `notice`, `ssl`, `backlog=16384`, `s3://bucket/prefix`
 * @returns undefined where the value explains itself
 */
export function valueTextOf(property: string, value: string): string | undefined {
  const forms = [value, beforeArgument(value), value.toLowerCase()];
  for (const family of valueFamilies) {
    if (!family.fits(property)) continue;
    for (const form of forms) {
      const text = form === undefined ? undefined : family.texts.get(form);
      if (text !== undefined) return text;
    }
  }
  return undefined;
}

/** `backlog=` of `backlog=16384`, `s3://` of a URL. */
function beforeArgument(value: string): string | undefined {
  return /^(?:\w+=|\w+:\/\/)/.exec(value)?.[0];
}
