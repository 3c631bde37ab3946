import { pageForReaders } from "../engine/page-for-readers.ts";
import { parseRulePage } from "../engine/rule-page.ts";
import { rulePages } from "../rules/rule-pages.ts";

/** The parts of a rule's page that explain it to a reader of a report; examples are left to the page itself. */
const SECTIONS = ["Why it matters", "Fix", "Releases", "What Kong does", "When not to use it"];

/** What a report can say about a rule: Markdown, made from its page. undefined for what is no rule. */
export function ruleHelp(
  rule: string,
): { readonly introduction: string; readonly markdown: string } | undefined {
  const source = rulePages[rule];
  if (source === undefined) return undefined;
  const page = parseRulePage(pageForReaders(source, rule));
  const sections = SECTIONS.flatMap((heading) => {
    const text = page.sections.get(heading);
    return text === undefined || text === "" ? [] : [`## ${heading}\n\n${text}`];
  });
  return { introduction: page.introduction, markdown: [page.introduction, ...sections].join("\n\n") };
}
