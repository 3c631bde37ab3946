import type { DocumentHighlight } from "vscode-languageserver";
import type { DocumentFeature } from "../feature.ts";
import { HighlightKind } from "../support/lsp-numbers.ts";
import { occurrencesOf, symbolAtPosition } from "../support/symbol-at-position.ts";

/** Every place of the document that sets the setting under the cursor, or has to do with the variable. */
export const documentHighlight: DocumentFeature<"textDocument/documentHighlight"> = (
  document,
  { position },
) => {
  const { analysis, positions } = document;
  const place = symbolAtPosition(document, positions.offset(position));
  if (place === undefined) return null;
  const places = occurrencesOf(place.thing, analysis.unit).map(
    ({ span, role }): DocumentHighlight => ({
      range: positions.range(span),
      kind: role === "sets" ? HighlightKind.write : HighlightKind.read,
    }),
  );
  return places.length > 0 ? places : [{ range: positions.range(place.span), kind: HighlightKind.text }];
};
