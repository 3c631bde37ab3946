import { editDistance } from "../../../../grammar/text/edit-distance.ts";

/**
 * The word of a closed set that a writer of `word` most likely meant: the same in another case, one that begins the
 * other (`warning`, `warn`), or one that few letters tell apart. Undefined where several are as near, or none is.
 */
export function nearWord(word: string, words: readonly string[]): string | undefined {
  const lower = word.toLowerCase();
  const same = words.find((each) => each.toLowerCase() === lower);
  if (same !== undefined) return same;
  const beginning = words.filter((each) => {
    const other = each.toLowerCase();
    return other.length > 2 && lower.length > 2 && (lower.startsWith(other) || other.startsWith(lower));
  });
  if (beginning.length === 1) return beginning[0];
  const ranked = words
    .map((each) => ({ each, away: editDistance(lower, each.toLowerCase()) }))
    .sort((a, b) => a.away - b.away);
  const [best, next] = ranked;
  if (best === undefined || best.away > Math.max(1, Math.floor(best.each.length / 3))) return undefined;
  return next !== undefined && next.away === best.away ? undefined : best.each;
}
