import { describeRelease, parseRelease } from "../../schemas/release.ts";
import type { Analysis } from "../../server/engine/analyze.ts";
import type { RuleExample } from "../../server/engine/rule-page.ts";
import { markdownProse } from "../../server/report/markdown-text.ts";

/**
 * What the linter says about an example, as the page shows it below the code: a Markdown quotation with a paragraph for each
 * finding of the rule. Empty where there is none.
 */
export function exampleMessages(example: RuleExample, analysis: Analysis, rule: string): string {
  return analysis.report.findings
    .filter((finding) => finding.rule === rule)
    .map(({ severity, start, message }) => {
      const name = severity.charAt(0).toUpperCase() + severity.slice(1);
      return `> **${name}** on line ${start.line + 1}${forReleases(example)}: ${markdownProse(message)}`;
    })
    .join("\n>\n");
}

/** The release that an example is for. Empty where the example does not name one, so that it does not age. */
function forReleases({ attributes }: RuleExample): string {
  const [from, to] = [attributes.from, attributes.release].map((name) => {
    const release = name === undefined ? undefined : parseRelease(name);
    return release === undefined ? undefined : describeRelease(release);
  });
  if (to === undefined) return "";
  return from === undefined ? ` for ${to}` : ` for an upgrade from ${from} to ${to}`;
}

/** An example with findings: the fence, the code, and the quotation below it. */
const WITH_FINDINGS =
  /^(?<block>(?<fence>`{3,})(?:conf|dotenv|yaml|dockerfile|sh|ini|json|hcl) [^\n]*\bfindings=[^\n]*\n(?:(?!\k<fence>)[^\n]*\n)*\k<fence>[ \t]*\n)(?:\n*(?:>[^\n]*(?:\n|$))+)?/gm;

/**
 * A page with other quotations below its examples.
 * @param messages what each example says that has findings, in the order of the page
 */
export function withMessages(page: string, messages: readonly string[]): string {
  let index = 0;
  return page.replace(WITH_FINDINGS, (_all, block: string) => {
    const text = messages[index++] ?? "";
    return text === "" ? block : `${block}\n${text}\n`;
  });
}
