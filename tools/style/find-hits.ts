import type { PlainText } from "./find-texts.ts";
import { stylePatterns } from "./patterns.ts";

/** How often each pattern occurs in each file, by the key of {@link keyOf}. */
export type HitCounts = ReadonlyMap<string, number>;

/** A text in which a pattern occurs. */
export interface Hit extends PlainText {
  readonly pattern: string;
  readonly words: string;
}

/** Every occurrence of a pattern of docs/style.md. */
export function findHits(texts: readonly PlainText[]): readonly Hit[] {
  return texts.flatMap((text) =>
    stylePatterns.flatMap(({ name, pattern }) =>
      [...text.text.matchAll(pattern)].map(([words]) => ({ ...text, pattern: name, words })),
    ),
  );
}

/** The key of a hit in the counts: the pattern in quotation marks, a space, the path. */
export function keyOf({ pattern, path }: Pick<Hit, "pattern" | "path">): string {
  return `${JSON.stringify(pattern)} ${path}`;
}

export function countHits(hits: readonly Hit[]): HitCounts {
  const counts = new Map<string, number>();
  for (const hit of hits) counts.set(keyOf(hit), (counts.get(keyOf(hit)) ?? 0) + 1);
  return counts;
}
