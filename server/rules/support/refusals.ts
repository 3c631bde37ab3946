import type { Catalog } from "../../../schemas/catalog.ts";
import { describeRelease } from "../../../schemas/release.ts";
import type { Refusal } from "../../loader/reading.ts";
import type { Assignment } from "../../model/assignment.ts";
import type { Location } from "../../model/location.ts";

/** Where a refusal is to be shown: its guilty characters, else its assignment, else the source as a whole. */
export function refusalPlace({ span, assignment, anchor }: Refusal): Location | Assignment {
  if (span !== undefined && span.end > span.start) return span;
  return assignment ?? anchor;
}

/** What Kong does at a refusal, to begin a sentence: `Kong 3.9.3 refuses to start`, or `… stops with a Lua error`. */
export function describeRefusal(catalog: Catalog, refusal?: Pick<Refusal, "crash">): string {
  const does = refusal?.crash === true ? "stops with a Lua error" : "refuses to start";
  return `${describeRelease(catalog.release)} ${does}`;
}
