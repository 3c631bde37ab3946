import type { DocumentFeature, DocumentMethod, WorkspaceFeature, WorkspaceMethod } from "./feature.ts";

/** Loads a feature the first time it is asked for; undefined: the server answers with nothing. */
type Loaded<Feature> = (() => Promise<Feature>) | undefined;

/** The feature behind each method. A new one is its file, and its line here. */
export const documentFeatures: { readonly [Method in DocumentMethod]: Loaded<DocumentFeature<Method>> } = {
  "textDocument/completion": undefined,
  "completionItem/resolve": undefined,
  "textDocument/hover": undefined,
  "textDocument/signatureHelp": undefined,
  "textDocument/inlayHint": undefined,
  "textDocument/codeAction": undefined,
  "codeAction/resolve": undefined,
  "textDocument/codeLens": undefined,
  "textDocument/documentSymbol": undefined,
  "textDocument/foldingRange": undefined,
  "textDocument/selectionRange": undefined,
  "textDocument/documentHighlight": undefined,
  "textDocument/references": undefined,
  "textDocument/definition": undefined,
  "textDocument/documentLink": undefined,
  "textDocument/formatting": undefined,
  "textDocument/rangeFormatting": undefined,
  "textDocument/onTypeFormatting": undefined,
  "textDocument/semanticTokens": undefined,
};

export const workspaceFeatures: { readonly [Method in WorkspaceMethod]: Loaded<WorkspaceFeature<Method>> } = {
  "workspace/symbol": undefined,
};
