/**
 * `npm run messages -- --seed 1 --count 100`: draws messages over all rules and writes them into `test/corpus/judged/messages.md`, each
 * with its input. Verdicts on messages that have the same words stay.
 */
import { existsSync, readFileSync, writeFileSync } from "node:fs";
import { dirname, join } from "node:path";
import { fileURLToPath } from "node:url";
import { parseArgs } from "node:util";
import { parseRulePage } from "../server/engine/rule-page.ts";
import { rules } from "../server/rules/registry.ts";
import { drawMessages } from "./rule-pages/draw-messages.ts";
import { judgedPage, NOT_JUDGED, verdictsIn } from "./rule-pages/judged-messages.ts";

const { values } = parseArgs({
  options: { seed: { type: "string", default: "1" }, count: { type: "string", default: "100" } },
});
const root = join(dirname(fileURLToPath(import.meta.url)), "..");
const path = join(root, "test/corpus/judged/messages.md");

const pages = rules.map(({ id }) => parseRulePage(readFileSync(join(root, `server/rules/${id}.md`), "utf8")));
const messages = drawMessages(pages, Number(values.seed), Number(values.count));
const verdicts = existsSync(path) ? verdictsIn(readFileSync(path, "utf8")) : new Map<string, string>();
const page = judgedPage(messages, Number(values.seed), verdicts);
writeFileSync(path, page);
const open = [...verdictsIn(page).values()].filter((verdict) => verdict === NOT_JUDGED).length;
console.log(`${messages.length} messages, ${open} of them not judged: test/corpus/judged/messages.md`);
