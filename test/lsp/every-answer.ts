import { diagnosticsOf } from "../../server/lsp/diagnostics.ts";
import type { DocumentAnalysis } from "../../server/lsp/document-analysis.ts";
import type { FeatureContext } from "../../server/lsp/feature.ts";
import { codeAction } from "../../server/lsp/features/code-action.ts";
import { codeLens } from "../../server/lsp/features/code-lens.ts";
import { completion } from "../../server/lsp/features/completion.ts";
import { completionResolve } from "../../server/lsp/features/completion-resolve.ts";
import { definition } from "../../server/lsp/features/definition.ts";
import { documentHighlight } from "../../server/lsp/features/document-highlight.ts";
import { documentLink } from "../../server/lsp/features/document-link.ts";
import { documentSymbol } from "../../server/lsp/features/document-symbol.ts";
import { foldingRange } from "../../server/lsp/features/folding-range.ts";
import { formatting } from "../../server/lsp/features/formatting.ts";
import { hover } from "../../server/lsp/features/hover.ts";
import { inlayHint } from "../../server/lsp/features/inlay-hint.ts";
import { references } from "../../server/lsp/features/references.ts";
import { selectionRange } from "../../server/lsp/features/selection-range.ts";
import { semanticTokens } from "../../server/lsp/features/semantic-tokens.ts";
import { signatureHelp } from "../../server/lsp/features/signature-help.ts";
import { workspaceSymbol } from "../../server/lsp/features/workspace-symbol.ts";

/** Every answer about a place of a document that a client gets without asking for one certain edit. */
export async function everyAnswer(
  document: DocumentAnalysis,
  offset: number,
  context: FeatureContext,
): Promise<unknown[]> {
  const { positions, analysis } = document;
  const at = { textDocument: { uri: document.uri }, position: positions.position(offset) };
  const whole = positions.range({ start: 0, end: analysis.unit.document.text.length });
  const list = await completion(document, at, context);
  const items = (list?.items ?? []).slice(0, 5);
  const diagnostics = diagnosticsOf(document, context.client);
  const options = { tabSize: 2, insertSpaces: true };
  return [
    list,
    ...(await Promise.all(
      items.map((item) => completionResolve(document, { ...item, data: item.data }, context)),
    )),
    await hover(document, at, context),
    await signatureHelp(document, at, context),
    await inlayHint(document, { ...at, range: whole }, context),
    await codeAction(document, { ...at, range: whole, context: { diagnostics } }, context),
    await codeLens(document, at, context),
    await documentSymbol(document, at, context),
    await workspaceSymbol({ query: "" }, context),
    await foldingRange(document, at, context),
    await selectionRange(document, { ...at, positions: [at.position] }, context),
    await documentHighlight(document, at, context),
    await references(document, { ...at, context: { includeDeclaration: true } }, context),
    await definition(document, at, context),
    await documentLink(document, at, context),
    await formatting(document, { ...at, options }, context),
    await semanticTokens(document, { range: undefined }, context),
    diagnostics,
  ];
}
