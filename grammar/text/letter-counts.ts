/** The characters of a name, each once, and how often it has them, in turns. */
export type Letters = readonly number[];

/**
 * How often a name has each character, of which those that differ by a multiple of 128 count as one. Names that share few of them
 * are far from each other, which is known sooner than how far.
 */
export function letterCounts(name: string): Uint16Array {
  const counts = new Uint16Array(128);
  for (let at = 0; at < name.length; at++) {
    const letter = name.charCodeAt(at) & 127;
    counts[letter] = (counts[letter] ?? 0) + 1;
  }
  return counts;
}

export function lettersOf(name: string): Letters {
  return [...letterCounts(name)].flatMap((count, letter) => (count === 0 ? [] : [letter, count]));
}

/** How many characters two names share, wherever they are; all others of the longer one have to be changed. */
export function sharedLetters(letters: Letters, counts: Uint16Array): number {
  let shared = 0;
  for (let at = 0; at < letters.length; at += 2)
    shared += Math.min(letters[at + 1] ?? 0, counts[letters[at] ?? 0] ?? 0);
  return shared;
}
