import type { Span } from "../../../../grammar/text/span.ts";
import type { Analysis } from "../../../engine/analyze.ts";
import { pageForReaders } from "../../../engine/page-for-readers.ts";
import { docsOf } from "../../../engine/rule-docs.ts";
import { parseRulePage } from "../../../engine/rule-page.ts";
import { lintComments } from "../../../findings/lint-comments.ts";
import { withWholeParagraphs } from "../../support/markup.ts";

/** What a rule is about that a suppression comment names at a place. */
export async function ruleHover(
  { linked }: Analysis,
  offset: number,
): Promise<{ readonly parts: readonly string[]; readonly span: Span } | undefined> {
  const named = lintComments(linked.source)
    .flatMap((comment) => (comment.kind === "suppression" ? comment.names : []))
    .find(({ span }) => span.start <= offset && offset <= span.end);
  if (named === undefined) return undefined;
  const [{ rules }, { rulePages }] = await Promise.all([
    import("../../../rules/registry.ts"),
    import("../../../rules/rule-pages.ts"),
  ]);
  const rule = rules.find(({ id }) => id === named.id);
  const page = rulePages[named.id];
  if (rule === undefined || page === undefined) return undefined;
  const why = parseRulePage(pageForReaders(page, rule.id)).sections.get("Why it matters") ?? "";
  return {
    parts: [
      `**[${rule.id}](${docsOf(rule.id)})** · ${rule.severity}`,
      rule.summary,
      withWholeParagraphs(why),
    ],
    span: named.span,
  };
}
