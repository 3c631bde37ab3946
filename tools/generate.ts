/** `npm run generate`: writes every file that is made from others. */
import { mkdirSync, writeFileSync } from "node:fs";
import { dirname, join } from "node:path";
import { fileURLToPath } from "node:url";
import type { GeneratedFile } from "./generators/generated-file.ts";
import { ruleRegistry } from "./generators/rule-registry.ts";

const root = join(dirname(fileURLToPath(import.meta.url)), "..");

function write(files: readonly GeneratedFile[]): void {
  for (const { path, text } of files) {
    mkdirSync(dirname(join(root, path)), { recursive: true });
    writeFileSync(join(root, path), text);
  }
}

// The other generators import the registry: it is written before they are loaded, so that one run is enough for a new rule.
write(ruleRegistry(root));
const { generators } = await import("./generators/index.ts");
for (const generator of generators) write(await generator(root));
