import { fileURLToPath } from "node:url";

/** Where the facts of all releases stand. */
export const factsPath = fileURLToPath(new URL("../../schemas/facts/kong-facts.json", import.meta.url));

/** Where the curated history of properties stands. */
export const historyPath = fileURLToPath(new URL("../../schemas/facts/history.json", import.meta.url));
