import { editDistance } from "../grammar/text/edit-distance.ts";
import { type Letters, letterCounts, lettersOf, sharedLetters } from "../grammar/text/letter-counts.ts";
import { memoizeObject } from "../grammar/text/memoize.ts";
import type { Catalog, NearName } from "./catalog.ts";
import { meanings, vague, words } from "./meanings.ts";

/** Scores from here on are safe to offer as "did you mean". */
export const SAFE = 0.75;

/** Lower scores help nobody. */
const LEAST = 0.5;

/**
 * Names of the catalog that a reader of `name` may have meant, best first. From a score of {@link SAFE} on the first one is
 * safe to offer: a slip of the keyboard, another order or form of the same words, or a word for the same thing.
 */
export function nearestNames(catalog: Catalog, name: string, limit = 3): readonly NearName[] {
  const wanted = plainName(name);
  const near = new Map<string, NearName>();
  const add = (candidate: string, score: number, by: NearName["by"]) => {
    if (candidate === name || score < LEAST || score <= (near.get(candidate)?.score ?? 0)) return;
    near.set(candidate, { name: candidate, score: Math.round(score * 100) / 100, by });
  };
  if (catalog.properties.has(wanted)) add(wanted, 0.97, "spelling");
  const meant = Object.hasOwn(meanings, wanted) ? (meanings[wanted] ?? []) : [];
  meant
    .filter((candidate) => catalog.knows(candidate))
    .forEach((candidate, place) => {
      add(candidate, place === 0 && !vague.has(wanted) ? 0.9 : 0.7, "meaning");
    });
  for (const candidate of wordIndex(catalog.properties).get(wordKey(wanted)) ?? [])
    add(
      candidate,
      sameWords(candidate, wanted) ? 0.95 : 0.85,
      sameWords(candidate, wanted) ? "spelling" : "meaning",
    );
  const spelled = spelling(wanted);
  const counts = letterCounts(wanted);
  for (const candidate of spellings(catalog.properties)) {
    const score = spellingScore(spelled, candidate, counts);
    if (score >= LEAST) add(candidate.name, score, "spelling");
  }
  return [...near.values()].sort((a, b) => b.score - a.score || (a.name < b.name ? -1 : 1)).slice(0, limit);
}

/** The name without what shells and other file formats put around it: `export KONG_PG_HOST` is `pg_host`. */
function plainName(name: string): string {
  return name
    .replace(/([a-z\d])([A-Z])/g, "$1_$2")
    .toLowerCase()
    .replace(/[^a-z\d]+/g, "_")
    .replace(/^_+|_+$/g, "")
    .replace(/^(?:export_|set_)?kong_(?=.)/, "");
}

/** `pluginserver_XXX_socket` stands in the documentation for names with something else in that place. */
function isPlaceholder(name: string): boolean {
  return name.includes("XXX");
}

/** The properties of a catalog by the sorted words of their names, with synonyms replaced. */
const wordIndex = memoizeObject(
  (properties: Catalog["properties"]): ReadonlyMap<string, readonly string[]> => {
    const groups = new Map<string, string[]>();
    for (const name of properties.keys()) {
      const key = wordKey(name);
      if (!isPlaceholder(name)) groups.set(key, [...(groups.get(key) ?? []), name]);
    }
    return groups;
  },
);

/** The words of a name with synonyms replaced, in a fixed order, without plurals. */
function wordKey(name: string): string {
  return name
    .split("_")
    .map((word) => words[word] ?? word)
    .filter((word) => word !== "")
    .map(singular)
    .sort()
    .join("_");
}

function singular(word: string): string {
  return word.length > 3 && word.endsWith("s") && !word.endsWith("ss") ? word.slice(0, -1) : word;
}

/** The same letters but for separators, order of words and plurals. */
function sameWords(a: string, b: string): boolean {
  const plain = (name: string) => name.split("_").map(singular).sort().join();
  return plain(a) === plain(b);
}

/** A name, and what comparing it with many others asks again and again. */
interface Spelling {
  readonly name: string;
  /** Without separators. */
  readonly joined: string;
  readonly letters: Letters;
}

function spelling(name: string): Spelling {
  return { name, joined: name.replaceAll("_", ""), letters: lettersOf(name) };
}

const spellings = memoizeObject((properties: Catalog["properties"]): readonly Spelling[] =>
  [...properties.keys()].filter((name) => !isPlaceholder(name)).map(spelling),
);

/**
 * How alike two names look, from 0 to 1. A slip changes letters in a word or loses a separator; another word in the same
 * place (`pg_port`, `pg_host`) is another property, however few letters differ.
 * @param counts the letters of the first name
 */
function spellingScore(spelled: Spelling, other: Spelling, counts: Uint16Array): number {
  const { name } = spelled;
  const candidate = other.name;
  const longest = Math.max(name.length, candidate.length);
  if (Math.abs(name.length - candidate.length) > longest / 2) return 0;
  const joined = longest > 4 ? joinedDistance(spelled.joined, other.joined) : 2;
  if (joined <= 1) return 0.95 - joined * 0.06 - editDistance(name, candidate) * 0.01;
  // Most names are far from each other, and nobody needs to know how far.
  if (sharedLetters(other.letters, counts) / longest < LEAST) return 0;
  const away = editDistance(name, candidate);
  const likeness = 1 - away / longest;
  if (likeness < LEAST) return 0;
  if (hasOtherWord(name, candidate)) return Math.min(likeness, SAFE - 0.05);
  const isSlip = away <= Math.max(1, Math.floor(longest / 5));
  return isSlip ? Math.min(Math.max(likeness, SAFE), 0.85) : Math.min(likeness, SAFE - 0.05);
}

/** The letters in which two names without separators differ, exact up to 1. */
function joinedDistance(left: string, right: string): number {
  if (Math.abs(left.length - right.length) > 1) return 2;
  // A letter that is changed, left out or added leaves one half of the name as it is.
  const half = Math.min(left.length, right.length) >> 1;
  const isNear = half === 0 || right.startsWith(left.slice(0, half - 1)) || right.endsWith(left.slice(-half));
  return isNear ? editDistance(left, right) : 2;
}

/**
 * Whether some word is another than the one in the same place, rather than the same with a slip: more than half of its letters
 * differ, or half of a word of some length (`port` is no slip for `cert`). So is every word where their numbers differ.
 */
function hasOtherWord(name: string, candidate: string): boolean {
  const left = name.split("_");
  const right = candidate.split("_");
  if (left.length !== right.length) return true;
  return left.some((word, place) => {
    const other = right[place] ?? "";
    const longest = Math.max(word.length, other.length);
    const away = 2 * editDistance(word, other);
    return away > longest || (away === longest && longest > 3);
  });
}
