import type { InlayHint } from "vscode-languageserver";
import type { Assignment } from "../../model/assignment.ts";
import type { DocumentAnalysis } from "../document-analysis.ts";
import type { DocumentFeature, FeatureContext } from "../feature.ts";
import { assignmentsIn } from "../support/assignment-at.ts";
import { markup, shorten } from "../support/markup.ts";
import { isSecret } from "../support/redaction.ts";
import { whatKongReads } from "../support/what-kong-reads.ts";

/** What Kong reads, behind every value where it is not what the text says; behind the others, on demand, the default. */
export const inlayHint: DocumentFeature<"textDocument/inlayHint"> = (document, { range }, context) => {
  const { analysis, positions, settings } = document;
  const { reads, defaults } = settings.editor.inlayHints;
  const { start, end } = positions.span(range);
  const hints: InlayHint[] = [];
  for (const assignment of assignmentsIn(analysis.unit.assignments, start, end)) {
    if (
      analysis.unit.templateSpans.some(
        (tag) => tag.start < assignment.span.end && assignment.span.start < tag.end,
      )
    )
      continue;
    const hint = reads ? readsHint(document, assignment, context) : undefined;
    const shown = hint ?? (defaults ? defaultHint(document, assignment) : undefined);
    if (shown !== undefined) hints.push(shown);
  }
  return hints;
};

function readsHint(
  { analysis, positions }: DocumentAnalysis,
  assignment: Assignment,
  { client }: FeatureContext,
): InlayHint | undefined {
  const { differs, label, sentence } = whatKongReads(analysis, assignment);
  if (!differs) return undefined;
  return {
    position: positions.position(assignment.span.end),
    label,
    paddingLeft: true,
    tooltip: markup(sentence, client.markdown.hover),
  };
}

/** The default that a value takes the place of. */
function defaultHint(
  { analysis, positions }: DocumentAnalysis,
  assignment: Assignment,
): InlayHint | undefined {
  const { property, writtenValue } = assignment;
  const byDefault = analysis.catalog.property(property)?.default;
  if (byDefault == null || byDefault === "" || byDefault === writtenValue) return undefined;
  if (isSecret(property, analysis)) return undefined;
  return {
    position: positions.position(assignment.span.end),
    label: `default ${shorten(byDefault, 40)}`,
    paddingLeft: true,
  };
}
