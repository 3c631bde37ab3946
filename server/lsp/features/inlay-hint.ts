import type { InlayHint } from "vscode-languageserver";
import type { Span } from "../../../grammar/text/span.ts";
import type { UnitAnalysis } from "../../engine/analyze.ts";
import type { Assignment } from "../../model/assignment.ts";
import type { ConfigUnit } from "../../model/config-unit.ts";
import { templatePlaces } from "../../model/template-places.ts";
import type { DocumentAnalysis } from "../document-analysis.ts";
import type { DocumentFeature, FeatureContext } from "../feature.ts";
import { assignmentsIn, ownAssignments } from "../support/assignment-at.ts";
import { markup, shorten } from "../support/markup.ts";
import { isSecret } from "../support/redaction.ts";
import { whatKongReads } from "../support/what-kong-reads.ts";

/** What Kong reads, behind every value where it is not what the text says; behind the others, on demand, the default. */
export const inlayHint: DocumentFeature<"textDocument/inlayHint"> = (document, { range }, context) => {
  const { analysis, positions } = document;
  const wanted = positions.span(range);
  const all = analysis.units.flatMap((own) =>
    hintsOf({ ...document, analysis: { ...analysis, ...own } }, wanted, context),
  );
  return analysis.units.length === 1 ? all.map(({ hint }) => hint) : sharedHints(all, analysis.units);
};

/** A hint with the process that it is for, and where it stands. */
interface UnitHint {
  readonly hint: InlayHint;
  readonly unit: ConfigUnit;
  readonly offset: number;
}

/** What is the same for all processes that have a setting is said once, everything else with the name of the process. */
function sharedHints(all: readonly UnitHint[], units: readonly UnitAnalysis[]): InlayHint[] {
  const isTrueForAll = ({ hint, offset }: UnitHint) => {
    const alike = all.filter((other) => other.offset === offset && other.hint.label === hint.label);
    const having = units.filter(({ unit }) => ownAssignments(unit).some(({ span }) => span.end === offset));
    return alike.length === having.length;
  };
  return [...all]
    .sort((a, b) => a.offset - b.offset)
    .filter((each, index, sorted) => {
      const before = sorted.findIndex(
        ({ hint, offset }) => offset === each.offset && hint.label === each.hint.label,
      );
      return before === index || !isTrueForAll(each);
    })
    .map((each) => {
      const { hint, unit } = each;
      return isTrueForAll(each) ? hint : { ...hint, label: `${unit.name ?? unit.id}: ${String(hint.label)}` };
    });
}

/** The hints for the first process of an analysis. */
function hintsOf(document: DocumentAnalysis, { start, end }: Span, context: FeatureContext): UnitHint[] {
  const { unit } = document.analysis;
  const { reads, defaults } = document.settings.editor.inlayHints;
  const hints: UnitHint[] = [];
  for (const assignment of assignmentsIn(ownAssignments(unit), start, end)) {
    const offset = assignment.span.end;
    if (templatePlaces(unit).sharesPlace({ start: assignment.span.start, end: offset })) continue;
    const hint = reads ? readsHint(document, assignment, context) : undefined;
    const shown = hint ?? (defaults ? defaultHint(document, assignment) : undefined);
    if (shown !== undefined) hints.push({ hint: shown, unit, offset });
  }
  return hints;
}

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
