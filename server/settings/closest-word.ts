import { distance } from "fastest-levenshtein";

/** The word of a list that a misspelt one most likely means; undefined where none is near. */
export function closestWord(written: string, words: readonly string[]): string | undefined {
  const wanted = written.toLowerCase();
  let best: { readonly word: string; readonly steps: number } | undefined;
  for (const word of words) {
    const steps = stepsBetween(wanted, word.toLowerCase());
    if (best === undefined || steps < best.steps) best = { word, steps };
  }
  // A third of the letters may be wrong, and at least two: more is another word.
  return best !== undefined && best.steps <= Math.max(2, Math.floor(wanted.length / 3))
    ? best.word
    : undefined;
}

/** Letters that only changed places are the commonest slip, so they count for one step and not for two. */
function stepsBetween(wanted: string, word: string): number {
  const steps = distance(wanted, word);
  return steps === 2 && sorted(wanted) === sorted(word) ? 1 : steps;
}

function sorted(word: string): string {
  return [...word].sort().join("");
}
