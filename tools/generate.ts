/** `npm run generate`: writes every file that is made from others. */
import { mkdirSync, writeFileSync } from "node:fs";
import { dirname, join } from "node:path";
import { fileURLToPath } from "node:url";
import { generators } from "./generators/index.ts";

const root = join(dirname(fileURLToPath(import.meta.url)), "..");

for (const generator of generators) {
  for (const { path, text } of await generator(root)) {
    mkdirSync(dirname(join(root, path)), { recursive: true });
    writeFileSync(join(root, path), text);
  }
}
