import type { Generator } from "./generated-file.ts";
import { ruleRegistry } from "./rule-registry.ts";

/** Everything that `npm run generate` makes. */
export const generators: readonly Generator[] = [ruleRegistry];
