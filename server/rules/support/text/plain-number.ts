import { wordTable } from "../../../../grammar/text/word-table.ts";
import type { NumberUnit } from "./number-unit.ts";

const TO_SECONDS: Readonly<Record<string, number>> = wordTable({
  ms: 0.001,
  s: 1,
  sec: 1,
  secs: 1,
  second: 1,
  seconds: 1,
  m: 60,
  min: 60,
  minute: 60,
  minutes: 60,
  h: 3600,
  hour: 3600,
  hours: 3600,
  d: 86400,
  day: 86400,
  days: 86400,
});

const TO_BYTES: Readonly<Record<string, number>> = wordTable({
  b: 1,
  k: 1024,
  kb: 1024,
  kib: 1024,
  ki: 1024,
  m: 1024 ** 2,
  mb: 1024 ** 2,
  mib: 1024 ** 2,
  mi: 1024 ** 2,
  g: 1024 ** 3,
  gb: 1024 ** 3,
  gib: 1024 ** 3,
  gi: 1024 ** 3,
});

/**
 * The plain number that a text such as `60s`, `16m` or `5,432` means in a unit; undefined where more than one is
 * possible, or none. Only whole results count.
 */
export function plainNumber(text: string, unit: NumberUnit | undefined): number | undefined {
  const grouped = /^\d{1,3}(?:[,_ ]\d{3})+$/.exec(text);
  if (grouped !== null) return Number(text.replace(/[,_ ]/g, ""));
  const match = /^(\d+(?:\.\d+)?)\s*([a-z]+)$/i.exec(text);
  if (match === null || unit === undefined) return undefined;
  const [, digits = "", written = ""] = match;
  const result = convert(Number(digits), written.toLowerCase(), unit);
  return result !== undefined && Number.isSafeInteger(result) ? result : undefined;
}

function convert(value: number, written: string, unit: NumberUnit): number | undefined {
  const factor = (unit === "bytes" ? TO_BYTES : TO_SECONDS)[written];
  if (factor === undefined) return undefined;
  return unit === "milliseconds" ? Math.round(value * factor * 1000) : value * factor;
}
