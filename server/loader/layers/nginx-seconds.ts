import { wordTable } from "../../../grammar/text/word-table.ts";

/** Units from large to small, with their seconds. A blank ends a number of seconds and must come last. */
const units: Readonly<Record<string, { readonly rank: number; readonly seconds: number }>> = wordTable({
  y: { rank: 1, seconds: 31_536_000 },
  M: { rank: 2, seconds: 2_592_000 },
  w: { rank: 3, seconds: 604_800 },
  d: { rank: 4, seconds: 86_400 },
  h: { rank: 5, seconds: 3_600 },
  m: { rank: 6, seconds: 60 },
  s: { rank: 7, seconds: 1 },
  " ": { rank: 8, seconds: 1 },
});

/** The largest number that nginx holds, as near as a double comes. */
const largest = 2 ** 63;

/**
 * The seconds of an nginx time such as `60s` or `1h 30m`, as nginx itself reads times that are given in seconds:
 * units from large to small, each at most once, blanks after a unit, a last number without unit being seconds.
 * Milliseconds are no such time.
 */
export function nginxSeconds(text: string): number | undefined {
  let total = 0;
  let value = 0;
  let rank = 0;
  let digits = false;
  for (let offset = 0; offset < text.length; offset++) {
    const character = text.charAt(offset);
    if (character >= "0" && character <= "9") {
      value = value * 10 + Number(character);
      digits = true;
    } else {
      const unit = units[character];
      const milliseconds = character === "m" && text[offset + 1] === "s";
      if (unit === undefined || milliseconds || rank >= Math.min(unit.rank, 7)) return undefined;
      rank = unit.rank;
      total += value * unit.seconds;
      value = 0;
      while (text[offset + 1] === " ") offset++;
    }
    if (value >= largest || total >= largest) return undefined;
  }
  return digits ? total + value : undefined;
}
