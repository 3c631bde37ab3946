import values from "./values.json" with { type: "json" };

/** Texts of the values of one property, or of all properties whose name fits a pattern. */
export interface ValueFamily {
  readonly fits: (property: string) => boolean;
  /** By value as written, and by value in lower case: several lists of Kong are not particular about case. */
  readonly texts: ReadonlyMap<string, string>;
  /** The values as they are written, in the order of the file. */
  readonly words: readonly string[];
}

/** The family of a property's own name first, then longer patterns before shorter ones. */
export const valueFamilies: readonly ValueFamily[] = Object.entries<Readonly<Record<string, string>>>(values)
  .sort(([a], [b]) => specificity(b) - specificity(a))
  .map(([pattern, texts]) => ({
    fits: fitting(pattern),
    texts: new Map([
      ...Object.entries(texts).map(([value, text]) => [value.toLowerCase(), text] as const),
      ...Object.entries(texts),
    ]),
    words: Object.keys(texts),
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
