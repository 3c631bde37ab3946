import type { HitCounts } from "./find-hits.ts";

/** Where the hits that are still allowed are counted. */
export const EXCEPTIONS = "tools/style/exceptions.txt";

const HEAD =
  "# Texts from before docs/style.md: how often a pattern occurs in a file. `npm run style` lowers the counts.";

/** Reads lines such as `3 "wants" server/cli/help.ts`. */
export function parseExceptions(text: string): HitCounts {
  return new Map(
    text
      .split("\n")
      .filter((line) => line !== "" && !line.startsWith("#"))
      .map((line) => {
        const at = line.indexOf(" ");
        return [line.slice(at + 1), Number(line.slice(0, at))] as const;
      }),
  );
}

export function writeExceptions(counts: HitCounts): string {
  const lines = [...counts].filter(([, count]) => count > 0).map(([key, count]) => `${count} ${key}`);
  const byPlace = (line: string) => line.slice(line.indexOf(" "));
  lines.sort((a, b) => (byPlace(a) < byPlace(b) ? -1 : 1));
  return `${[HEAD, ...lines].join("\n")}\n`;
}

/** The sum of each pattern over all files. */
export function totals(counts: HitCounts): HitCounts {
  const sums = new Map<string, number>();
  for (const [key, count] of counts) {
    const pattern = patternOf(key);
    sums.set(pattern, (sums.get(pattern) ?? 0) + count);
  }
  return sums;
}

/** The quoted pattern at the beginning of a key. */
function patternOf(key: string): string {
  return /^"[^"]*"/.exec(key)?.[0] ?? key;
}

/**
 * The exceptions after texts have changed. Files may move, so counts may go from one file to another.
 * @returns the patterns that occur more often than before, where there are any; else the new counts
 */
export function shrink(
  allowed: HitCounts,
  found: HitCounts,
): { readonly grown: readonly string[] } | { readonly counts: HitCounts } {
  const before = totals(allowed);
  const grown = [...totals(found)].flatMap(([pattern, count]) =>
    count > (before.get(pattern) ?? 0)
      ? [`${pattern}: ${count}, and ${before.get(pattern) ?? 0} are allowed`]
      : [],
  );
  return grown.length > 0 ? { grown } : { counts: found };
}
