import { readFileSync } from "node:fs";
import { join } from "node:path";
import { parseRulePage } from "../../server/engine/rule-page.ts";
import { rules } from "../../server/rules/registry.ts";
import { withDocumentation } from "../rule-pages/documentation-links.ts";
import { exampleMessages, withMessages } from "../rule-pages/example-messages.ts";
import { runExample } from "../rule-pages/run-example.ts";
import type { GeneratedFile } from "./generated-file.ts";

/**
 * The pages of the rules, with what the linter says about each of their examples, and links to Kong's documentation. Where and how
 * severe the findings are is written by hand, in the attribute `findings=` of the example.
 */
export async function rulePageMessages(root: string): Promise<readonly GeneratedFile[]> {
  const files: GeneratedFile[] = [];
  for (const rule of rules) {
    const path = `server/rules/${rule.id}.md`;
    const page = readFileSync(join(root, path), "utf8");
    const messages: string[] = [];
    const properties: string[] = [];
    for (const example of parseRulePage(page).examples) {
      if (example.attributes.findings === undefined) continue;
      const analysis = await runExample(example, rule);
      messages.push(exampleMessages(example, analysis, rule.id));
      for (const finding of analysis.report.findings)
        if (finding.rule === rule.id && finding.property !== undefined) properties.push(finding.property);
    }
    const text = withMessages(page, messages);
    files.push({ path, text: isAboutKong(rule.id) ? withDocumentation(text, properties) : text });
  }
  return files;
}

/** Rules of the other groups are about kong-lint itself and about the tools around Kong. */
function isAboutKong(id: string): boolean {
  return !/^(?:settings|formats)\//.test(id);
}
