import type { Location, LocationLink } from "vscode-languageserver";
import type { DocumentAnalysis, WorkspaceDocument } from "../document-analysis.ts";
import type { DocumentFeature, FeatureContext } from "../feature.ts";
import {
  type Occurrence,
  occurrencesOf,
  type SymbolAtPosition,
  symbolAtPosition,
} from "../support/symbol-at-position.ts";

/** A place in some document. */
interface Target extends Pick<WorkspaceDocument, "uri" | "positions"> {
  readonly occurrence: Occurrence;
}

/**
 * Where the value comes from that counts: for a line of kong.conf the variable beside it that wins, for a variable the line
 * that it overrides, for a line that is set again the last one, for a reference to a vault the variable that it reads.
 */
export const definition: DocumentFeature<"textDocument/definition"> = async (
  document,
  { position },
  context,
) => {
  const { positions } = document;
  const place = symbolAtPosition(document, positions.offset(position));
  if (place === undefined) return null;
  const targets = await targetsOf(place, document, context);
  if (targets.length === 0) return null;
  const origin = positions.range(place.span);
  if (!context.client.linkSupport)
    return targets.map(
      ({ uri, positions: own, occurrence }): Location => ({ uri, range: own.range(occurrence.span) }),
    );
  return targets.map(
    ({ uri, positions: own, occurrence }): LocationLink => ({
      originSelectionRange: origin,
      targetUri: uri,
      targetRange: own.range(occurrence.statement),
      targetSelectionRange: own.range(occurrence.span),
    }),
  );
};

async function targetsOf(
  place: SymbolAtPosition,
  document: DocumentAnalysis,
  context: FeatureContext,
): Promise<Target[]> {
  const { unit } = document.analysis;
  const { format } = unit;
  const neighbours = await context.neighbours(document);
  const here = { uri: document.uri, unit, positions: document.positions };
  const setsIn = (sources: readonly Pick<WorkspaceDocument, "uri" | "unit" | "positions">[]) =>
    sources.flatMap(({ uri, unit: own, positions }) => {
      const last = occurrencesOf(place.thing, own).findLast(({ role }) => role === "sets");
      return last === undefined ? [] : [{ uri, positions, occurrence: last }];
    });
  if (place.thing.kind === "variable") return setsIn([here, ...neighbours]);
  const others = setsIn(neighbours.filter((each) => each.unit.format !== format));
  return others.length > 0 ? others : setsIn([here]);
}
