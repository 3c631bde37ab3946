import { editDistance } from "../../grammar/text/edit-distance.ts";

/** The word of a list that a misspelt one most likely means; undefined where none is near. */
export function closestWord(written: string, words: readonly string[]): string | undefined {
  const wanted = written.toLowerCase();
  let best: { readonly word: string; readonly steps: number } | undefined;
  for (const word of words) {
    const steps = editDistance(wanted, word.toLowerCase());
    if (best === undefined || steps < best.steps) best = { word, steps };
  }
  // A third of the letters may be wrong, and at least two: more is another word.
  return best !== undefined && best.steps <= Math.max(2, Math.floor(wanted.length / 3))
    ? best.word
    : undefined;
}
