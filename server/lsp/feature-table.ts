import type { SourceFormat } from "../model/format.ts";
import type { DocumentFeature, DocumentMethod, WorkspaceFeature, WorkspaceMethod } from "./feature.ts";

/** Loads a feature the first time it is asked for; undefined: the server answers with nothing. */
type Loaded<Feature> = (() => Promise<Feature>) | undefined;

/** The feature behind each method. A new one is its file, and its line here. */
export const documentFeatures: { readonly [Method in DocumentMethod]: Loaded<DocumentFeature<Method>> } = {
  "textDocument/completion": async () => (await import("./features/completion.ts")).completion,
  "completionItem/resolve": async () => (await import("./features/completion-resolve.ts")).completionResolve,
  "textDocument/hover": async () => (await import("./features/hover.ts")).hover,
  "textDocument/signatureHelp": async () => (await import("./features/signature-help.ts")).signatureHelp,
  "textDocument/inlayHint": async () => (await import("./features/inlay-hint.ts")).inlayHint,
  "textDocument/codeAction": async () => (await import("./features/code-action.ts")).codeAction,
  "codeAction/resolve": async () => (await import("./features/code-action-resolve.ts")).codeActionResolve,
  "textDocument/codeLens": async () => (await import("./features/code-lens.ts")).codeLens,
  "textDocument/documentSymbol": async () => (await import("./features/document-symbol.ts")).documentSymbol,
  "textDocument/foldingRange": async () => (await import("./features/folding-range.ts")).foldingRange,
  "textDocument/selectionRange": async () => (await import("./features/selection-range.ts")).selectionRange,
  "textDocument/documentHighlight": async () =>
    (await import("./features/document-highlight.ts")).documentHighlight,
  "textDocument/references": async () => (await import("./features/references.ts")).references,
  "textDocument/definition": async () => (await import("./features/definition.ts")).definition,
  "textDocument/documentLink": async () => (await import("./features/document-link.ts")).documentLink,
  "textDocument/formatting": async () => (await import("./features/formatting.ts")).formatting,
  "textDocument/rangeFormatting": async () =>
    (await import("./features/range-formatting.ts")).rangeFormatting,
  "textDocument/onTypeFormatting": async () =>
    (await import("./features/on-type-formatting.ts")).onTypeFormatting,
  "textDocument/semanticTokens": async () => (await import("./features/semantic-tokens.ts")).semanticTokens,
};

export const workspaceFeatures: { readonly [Method in WorkspaceMethod]: Loaded<WorkspaceFeature<Method>> } = {
  "workspace/symbol": async () => (await import("./features/workspace-symbol.ts")).workspaceSymbol,
};

/** What the server gives for documents in a language that is not Kong's: the rest is for the server of that language. */
const IN_ANY_LANGUAGE: ReadonlySet<DocumentMethod> = new Set<DocumentMethod>([
  "textDocument/completion",
  "completionItem/resolve",
  "textDocument/hover",
  "textDocument/inlayHint",
  "textDocument/codeAction",
  "codeAction/resolve",
  "textDocument/documentLink",
]);

/** Whether a method is answered for documents of a format. */
export function isAnswered(method: DocumentMethod, format: SourceFormat): boolean {
  return format.owns || IN_ANY_LANGUAGE.has(method);
}
