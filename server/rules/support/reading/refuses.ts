import type { Catalog } from "../../../../schemas/catalog.ts";
import { describeRelease } from "../../../../schemas/release.ts";
import type { Refusal } from "../../../loader/reading.ts";

/** What Kong does at a refusal, to begin a sentence: `Kong 3.9.3 refuses to start`, or `… stops with a Lua error`. */
export function refuses(catalog: Catalog, refusal?: Pick<Refusal, "crash">): string {
  const does = refusal?.crash === true ? "stops with a Lua error" : "refuses to start";
  return `${describeRelease(catalog.release)} ${does}`;
}
