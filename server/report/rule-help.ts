import { pageForReaders } from "../engine/page-for-readers.ts";
import { parseRulePage } from "../engine/rule-page.ts";
import { rulePages } from "../rules/rule-pages.ts";

/** The parts of a rule's page that explain it to a reader of a report. */
const SECTIONS = ["Why it matters", "Fix", "Releases", "What Kong does", "When not to use it"];

/** What a report can say about a rule, in Markdown. */
export interface RuleHelp {
  readonly introduction: string;
  /** The introduction and the sections that explain it. */
  readonly markdown: string;
  /** The section with the examples, its heading included; empty for a page without. */
  readonly examples: string;
}

/** What a report can say about a rule, made from its page. undefined for what is no rule. */
export function ruleHelp(rule: string): RuleHelp | undefined {
  const source = rulePages[rule];
  if (source === undefined) return undefined;
  const page = parseRulePage(pageForReaders(source, rule));
  const sections = SECTIONS.flatMap((heading) => {
    const text = page.sections.get(heading);
    return text === undefined || text === "" ? [] : [`## ${heading}\n\n${text}`];
  });
  const examples = page.sections.get("Examples");
  return {
    introduction: page.introduction,
    markdown: [page.introduction, ...sections].join("\n\n"),
    examples: examples === undefined ? "" : `## Examples\n\n${plainFences(examples)}`,
  };
}

/** Fenced blocks without the attributes that only tests read: ```` ```conf release=oss@3.9.3 ```` → ```` ```conf ````. */
function plainFences(markdown: string): string {
  return markdown.replace(/^(```\w+) .*$/gm, "$1");
}
