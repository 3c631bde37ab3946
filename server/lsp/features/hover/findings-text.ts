import { memoizeBy } from "../../../../grammar/text/memoize.ts";
import type { Span } from "../../../../grammar/text/span.ts";
import type { Analysis } from "../../../engine/analyze.ts";
import { pageForReaders } from "../../../engine/page-for-readers.ts";
import type { ReportedFinding } from "../../../engine/report.ts";
import { parseRulePage } from "../../../engine/rule-page.ts";
import { withWholeParagraphs } from "../../support/markup.ts";

/** More findings on one word than this are too many to read. */
const MOST = 3;

/**
 * What the rules say about a place: the message of each finding, and from the page of its rule why it matters.
 * @param withMessages false for an editor that shows the messages in its hovers by itself
 */
export async function findingsText(
  { report }: Analysis,
  offset: number,
  withMessages: boolean,
): Promise<{ readonly parts: readonly string[]; readonly span: Span } | undefined> {
  const found = report.findings.filter(
    ({ span }) => span.start <= offset && offset <= span.end && span.end > span.start,
  );
  const [first] = found;
  if (first === undefined) return undefined;
  const { rulePages } = await import("../../../rules/rule-pages.ts");
  const parts = found
    .slice(0, MOST)
    .map((finding) => findingText(finding, rulePages[finding.rule], withMessages));
  return { parts: ["---", ...parts], span: first.span };
}

function findingText(
  { rule, message, docs }: ReportedFinding,
  page: string | undefined,
  withMessage: boolean,
): string {
  const title = `**[${rule}](${docs})**${withMessage ? `: ${message}` : ""}`;
  const more = page === undefined ? "" : pageText({ rule, page });
  return more === "" ? title : `${title}\n\n${more}`;
}

/** The parts of a rule's page that help the reader of a finding. */
const pageText = memoizeBy(
  ({ rule }: { readonly rule: string; readonly page: string }) => rule,
  ({ rule, page }) => {
    const { sections } = parseRulePage(pageForReaders(page, rule));
    const parts = [sections.get("Why it matters"), sections.get("What Kong does")];
    return withWholeParagraphs(parts.filter((part) => part !== undefined && part !== "").join("\n\n"));
  },
);
