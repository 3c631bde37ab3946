import type { TextEdit } from "vscode-languageserver";
import { applyEdits } from "../../grammar/text/text-edit.ts";
import type { DocumentAnalysis } from "../../server/lsp/document-analysis.ts";

/** The text of a document after edits of the protocol. */
export function applyLspEdits(
  { analysis, positions }: DocumentAnalysis,
  edits: readonly TextEdit[] | null,
): string {
  const own = (edits ?? []).map(({ range, newText }) => ({ span: positions.span(range), newText }));
  return applyEdits(analysis.unit.document.text, own);
}
