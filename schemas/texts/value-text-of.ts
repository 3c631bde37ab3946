import values from "./values.json" with { type: "json" };

/** Texts of the values of one property, or of all properties whose name fits a pattern. */
interface ValueFamily {
  readonly fits: (property: string) => boolean;
  /** By value as written, and by value in lower case: several lists of Kong are not particular about case. */
  readonly texts: ReadonlyMap<string, string>;
}

/** The family of a property's own name first, then longer patterns before shorter ones. */
const families: readonly ValueFamily[] = Object.entries<Readonly<Record<string, string>>>(values)
  .sort(([a], [b]) => specificity(b) - specificity(a))
  .map(([pattern, texts]) => ({
    fits: fitting(pattern),
    texts: new Map([
      ...Object.entries(texts).map(([value, text]) => [value.toLowerCase(), text] as const),
      ...Object.entries(texts),
    ]),
  }));

function specificity(pattern: string): number {
  return pattern.includes("*") ? pattern.length : Number.POSITIVE_INFINITY;
}

/** A pattern has at most one `*`, which stands for any characters, none included. */
function fitting(pattern: string): (property: string) => boolean {
  const [head = "", tail] = pattern.split("*");
  if (tail === undefined) return (property) => property === pattern;
  const least = head.length + tail.length;
  return (property) => property.length >= least && property.startsWith(head) && property.endsWith(tail);
}

/**
 * What one value, list item, listen flag or special word means for a property.
 * @param property as Kong spells it: `log_level`, `proxy_listen`
 * @param value one item as written: `notice`, `ssl`, `backlog=16384`, `s3://bucket/prefix`
 * @returns undefined where the value explains itself
 */
export function valueTextOf(property: string, value: string): string | undefined {
  const forms = [value, beforeArgument(value), value.toLowerCase()];
  for (const family of families) {
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
