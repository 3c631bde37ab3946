import { readFileSync } from "node:fs";
import { join } from "node:path";
import { parseRulePage } from "../../server/engine/rule-page.ts";
import { rules } from "../../server/rules/registry.ts";
import { exampleMessages, withMessages } from "../rule-pages/example-messages.ts";
import { runExample } from "../rule-pages/run-example.ts";
import type { GeneratedFile } from "./generated-file.ts";

/**
 * The pages of the rules, with what the linter says about each of their examples. Where and how severe the findings are is
 * written by hand, in the attribute `findings=` of the example.
 */
export async function rulePageMessages(root: string): Promise<readonly GeneratedFile[]> {
  const files: GeneratedFile[] = [];
  for (const rule of rules) {
    const path = `server/rules/${rule.id}.md`;
    const page = readFileSync(join(root, path), "utf8");
    const messages: string[] = [];
    for (const example of parseRulePage(page).examples) {
      if (example.attributes.findings === undefined) continue;
      messages.push(exampleMessages(example, await runExample(example, rule), rule.id));
    }
    files.push({ path, text: withMessages(page, messages) });
  }
  return files;
}
