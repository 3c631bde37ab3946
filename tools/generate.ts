/** `npm run generate`: writes every file that is made from others. */
import { mkdirSync, writeFileSync } from "node:fs";
import { dirname, join } from "node:path";
import { fileURLToPath } from "node:url";
import type { Generator } from "./generators/generated-file.ts";
import { ruleRegistry } from "./generators/rule-registry.ts";

const root = join(dirname(fileURLToPath(import.meta.url)), "..");

async function run(generator: Generator): Promise<void> {
  for (const { path, text } of await generator(root)) {
    mkdirSync(dirname(join(root, path)), { recursive: true });
    writeFileSync(join(root, path), text);
  }
}

// The other generators load the registry, so a new rule has to be in it first.
await run(ruleRegistry);
const { generators } = await import("./generators/index.ts");
for (const generator of generators) await run(generator);
