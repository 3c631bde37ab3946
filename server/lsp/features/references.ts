import type { Location } from "vscode-languageserver";
import type { DocumentFeature } from "../feature.ts";
import { occurrencesOf, symbolAtPosition } from "../support/symbol-at-position.ts";

/** Every place of the workspace that sets the setting under the cursor, in files of either kind, or reads the variable. */
export const references: DocumentFeature<"textDocument/references"> = async (
  document,
  { position, context: { includeDeclaration } },
  context,
) => {
  const { positions } = document;
  const offset = positions.offset(position);
  const place = symbolAtPosition(document, offset);
  if (place === undefined) return null;
  const others = (await context.workspace()).filter(({ uri }) => uri !== document.uri);
  const sources = [{ uri: document.uri, unit: document.analysis.unit, positions }, ...others];
  const locations: Location[] = [];
  for (const source of sources) {
    if (context.isCancelled()) return locations;
    for (const { span } of occurrencesOf(place.thing, source.unit)) {
      const isHere = source.uri === document.uri && span.start === place.span.start;
      if (isHere && !includeDeclaration) continue;
      locations.push({ uri: source.uri, range: source.positions.range(span) });
    }
  }
  return locations;
};
