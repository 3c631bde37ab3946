import type { Generator } from "./generated-file.ts";
import { rulePages } from "./rule-pages.ts";
import { ruleRegistry } from "./rule-registry.ts";

/** Everything that `npm run generate` makes. */
export const generators: readonly Generator[] = [ruleRegistry, rulePages];
