import { type Span, span } from "../text/span.ts";

/** One number of a duration with its unit. */
export interface DurationPart {
  readonly amount: number;
  /** The unit as written; empty means seconds. */
  readonly unit: string;
  readonly span: Span;
}

/** A time as nginx takes it. */
export interface Duration {
  readonly milliseconds: number;
  /** At least one, from the largest unit to the smallest. */
  readonly parts: readonly DurationPart[];
}

const SECOND = 1000;
const DAY = 24 * 60 * 60 * SECOND;
/** From the largest unit to the smallest: a duration names each at most once and in this order. */
const UNITS: readonly (readonly [unit: string, milliseconds: number])[] = [
  ["y", 365 * DAY],
  ["M", 30 * DAY],
  ["w", 7 * DAY],
  ["d", DAY],
  ["h", DAY / 24],
  ["m", 60 * SECOND],
  ["s", SECOND],
  ["ms", 1],
];
const PART = /(\d+)(ms|[yMwdhms]?) */y;

/**
 * Reads `60`, `60s`, `1h30m`, `1d 12h`, `500ms`: whole numbers with units that get smaller, blanks allowed behind
 * a unit; a number without a unit is seconds and comes last.
 * @returns undefined for anything else (`1.5s`, `5 m`, `1m 2h`, `10sec`)
 */
export function parseDuration(text: string): Duration | undefined {
  const parts: DurationPart[] = [];
  let milliseconds = 0;
  let smallest = -1;
  let at = 0;
  while (at < text.length) {
    PART.lastIndex = at;
    const match = PART.exec(text);
    if (match === null) return undefined;
    const [whole, digits = "", unit = ""] = match;
    const rank = UNITS.findIndex(([name]) => name === (unit === "" ? "s" : unit));
    const last = at + whole.length === text.length;
    if (rank <= smallest || (unit === "" && !last) || (last && whole.endsWith(" "))) return undefined;
    smallest = rank;
    milliseconds += Number(digits) * (UNITS[rank]?.[1] ?? 0);
    parts.push({ amount: Number(digits), unit, span: span(at, at + digits.length + unit.length) });
    at += whole.length;
  }
  return parts.length === 0 ? undefined : { milliseconds, parts };
}
