import { distance } from "fastest-levenshtein";

/** Letters to change to make one word of the other, where two exchanged neighbours count once. */
export function editDistance(a: string, b: string): number {
  const away = distance(a, b);
  if (away !== 2 || a.length !== b.length) return away;
  for (let at = 0; at + 1 < a.length; at++) {
    if (a[at] !== b[at]) {
      const exchanged = a[at] === b[at + 1] && a[at + 1] === b[at];
      return exchanged && a.slice(at + 2) === b.slice(at + 2) ? 1 : 2;
    }
  }
  return away;
}
