import { fileURLToPath } from "node:url";

/** Where the facts of all releases stand. */
export const factsPath = fileURLToPath(new URL("../../schemas/facts/kong-facts.json", import.meta.url));

/** The day on which the facts were last brought up to date. */
export const collectedPath = fileURLToPath(new URL("../../schemas/facts/collected.json", import.meta.url));

/** Where the curated history of properties stands. */
export const historyPath = fileURLToPath(new URL("../../schemas/facts/history.json", import.meta.url));

/** The file of support dates and fixed vulnerabilities. */
export const lifecyclePath = fileURLToPath(
  new URL("../../schemas/lifecycle/lifecycle.json", import.meta.url),
);
