/** `npm run style`: lowers the counts of `tools/style/exceptions.txt` after texts were rewritten or files moved. They never grow. */
import { readFileSync, writeFileSync } from "node:fs";
import { dirname, join } from "node:path";
import { fileURLToPath } from "node:url";
import { EXCEPTIONS, parseExceptions, shrink, writeExceptions } from "./style/exceptions.ts";
import { countHits, findHits } from "./style/find-hits.ts";
import { findTexts } from "./style/find-texts.ts";

const root = join(dirname(fileURLToPath(import.meta.url)), "..");
const path = join(root, EXCEPTIONS);
const hits = findHits(findTexts(root));
const outcome = shrink(parseExceptions(readFileSync(path, "utf8")), countHits(hits));

if ("grown" in outcome) {
  console.error(
    "New texts do not follow docs/style.md; `npx vitest run test/architecture/style.test.ts` shows them:",
  );
  for (const line of outcome.grown) console.error(`  ${line}`);
  process.exitCode = 1;
} else {
  writeFileSync(path, writeExceptions(outcome.counts));
  console.log(`${hits.length} exceptions are left`);
}
