/**
 * Reduces collected facts about nginx directives to what the linter needs:
 * `tsx tools/nginx-import.ts ../shared/facts/nginx`. The folder holds directives.json, namespaces.json, templates.json.
 */
import { readFileSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { fileURLToPath } from "node:url";
import { formatFacts } from "./facts/format-facts.ts";
import { type CollectedNginx, nginxFactsOf } from "./facts/nginx-facts-of.ts";

const [folder] = process.argv.slice(2);
if (folder === undefined) {
  console.error(
    "usage: tsx tools/nginx-import.ts <folder with directives.json, namespaces.json, templates.json>",
  );
  process.exit(2);
}

const read = (name: string) => JSON.parse(readFileSync(join(folder, name), "utf8"));
const collected: CollectedNginx = {
  directives: read("directives.json"),
  namespaces: read("namespaces.json"),
  templates: read("templates.json"),
};
const path = fileURLToPath(new URL("../schemas/nginx/nginx-facts.json", import.meta.url));
const text = formatFacts(nginxFactsOf(collected), 2);
writeFileSync(path, text);
console.log(`${Buffer.byteLength(text)} bytes: ${path}`);
