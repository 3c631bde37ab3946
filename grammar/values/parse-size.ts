import { type Span, span } from "../text/span.ts";
import { wordTable } from "../text/word-table.ts";

/** A size as nginx takes it. */
export interface Size {
  readonly amount: number;
  /** The unit as written; empty for bytes. */
  readonly unit: string;
  readonly bytes: number;
  readonly amountSpan: Span;
  readonly unitSpan: Span;
}

const FACTORS: Readonly<Record<string, number>> = wordTable({ "": 1, k: 1024, m: 1024 ** 2, g: 1024 ** 3 });

/**
 * Reads `512`, `128k`, `5M`, `1g`: a whole number and at most one letter, nothing between or around. Gigabytes are
 * right only where nginx takes an offset (`client_max_body_size`), not where it takes a size (`128k` buffers);
 * which of the two a directive takes is the caller's to know.
 * @returns undefined for anything else (`5mb`, `1.5m`, `5 m`)
 */
export function parseSize(text: string): Size | undefined {
  const match = /^(\d+)([kKmMgG]?)$/.exec(text);
  if (match === null) return undefined;
  const [, digits = "", unit = ""] = match;
  const factor = FACTORS[unit.toLowerCase()] ?? 1;
  return {
    amount: Number(digits),
    unit,
    bytes: Number(digits) * factor,
    amountSpan: span(0, digits.length),
    unitSpan: span(digits.length, text.length),
  };
}
