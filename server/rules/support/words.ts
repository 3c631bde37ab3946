import { editDistance } from "../../../grammar/text/edit-distance.ts";
import { catalogFor } from "../../../schemas/catalog.ts";
import type { Release } from "../../../schemas/release.ts";

const YES = new Set(["on", "true", "yes", "y", "1", "enable", "enabled", "t", "ok"]);
const NO = new Set(["off", "false", "no", "n", "0", "disable", "disabled", "none", "f", "never"]);

/** Which way a word for a switch points, in any case, with or without quotes; undefined where it is neither. */
export function parseBooleanWord(word: string): "on" | "off" | undefined {
  const plain = word
    .toLowerCase()
    .replace(/^["'](.*)["']$/, "$1")
    .trim();
  if (YES.has(plain)) return "on";
  return NO.has(plain) ? "off" : undefined;
}

/** Whether a text says no in another word than `off`: `false`, which YAML makes of `off`, `no`, `OFF`. */
export function meansOff(text: string): boolean {
  return text !== "off" && parseBooleanWord(text) === "off";
}

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

/** Releases on both sides of the changes that closed sets have seen. */
const SAMPLES: readonly Release[] = [
  ...["0.9", "0.10", "0.14", "1.1", "2.0", "2.8", "3.3", "3.9"].map(
    (version): Release => ({ edition: "oss", version }),
  ),
  ...["0.34", "1.5", "2.8", "3.4", "3.10"].map((version): Release => ({ edition: "enterprise", version })),
];

/** Whether some other release takes a value for a property with a closed set: the verdict then depends on the release. */
export function isAcceptedElsewhere(property: string, value: string): boolean {
  return SAMPLES.some((release) => {
    const known = catalogFor(release).property(property);
    if (known === undefined || known.rejectedValues?.includes(value) === true) return false;
    const words = known.enum ?? known.itemEnum;
    return words?.includes(value) === true;
  });
}
