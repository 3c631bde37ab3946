import type { Correction } from "../../model/format.ts";
import { type Location, location } from "../../model/location.ts";

/**
 * Puts a value into double quotes that is written without them. Only the quotes are new, so that a fix shows nothing of the value.
 * @param written the characters of the value
 * @returns undefined where quotes alone do not make a text of it
 */
export function quoteCorrection(at: Location, written: string): Correction | undefined {
  if (!/^[\w.+:/-]+$/.test(written) || written.length !== at.end - at.start) return undefined;
  return {
    title: "Put the value in quotes",
    at: location(at.source, at.start, at.start),
    text: '"',
    also: [{ at: location(at.source, at.end, at.end), text: '"' }],
  };
}
