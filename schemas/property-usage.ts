import { openTable } from "../grammar/text/word-table.ts";
import usage from "./property-usage.json" with { type: "json" };

/** In how many public files each property is set; made by `tools/usage-collect.ts`. */
const counts: Readonly<Record<string, number>> = Object.assign(openTable<number>(), usage);

/** In how many public files a property is set, as far as these were counted: only their order means anything. */
export function usageOf(property: string): number {
  return counts[property] ?? 0;
}
