import type { FactsFile } from "./facts-file.ts";
import facts from "./kong-facts.json" with { type: "json" };

/** The facts of all releases, as the tools write them. */
// The compiler sees the file as hundreds of unrelated literal types; the tests hold it to FactsFile.
export const kongFacts: FactsFile = facts as unknown as FactsFile;
