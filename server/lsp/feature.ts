import type * as lsp from "vscode-languageserver";
import type { Span } from "../../grammar/text/span.ts";
import type { NginxTable } from "../../schemas/nginx/nginx-table.ts";
import type { Texts } from "../../schemas/texts/load-texts.ts";
import type { FolderEntry } from "../platform/platform.ts";
import type { ClientSupport } from "./client-support.ts";
import type { DocumentAnalysis, WorkspaceDocument } from "./document-analysis.ts";
import type { SemanticModifier, SemanticType } from "./semantic-legend.ts";

/** A settings file as it is; without a text, the place where a new one would go. */
export interface SettingsText {
  readonly uri: string;
  readonly text: string | undefined;
}

/** What a feature may ask for beyond its document. Nothing here changes anything. */
export interface FeatureContext {
  readonly client: ClientSupport;
  /** The explanations of properties, values, namespaces and sections; read the first time they are wanted. */
  texts(): Promise<Texts>;
  /** What nginx knows; read the first time it is wanted. */
  nginx(): Promise<NginxTable>;
  /** Every kong.conf and file of `KONG_` variables of the workspace folders and the editor, in the order of their paths. */
  workspace(): Promise<readonly WorkspaceDocument[]>;
  /** Those of {@link workspace} that stand in the folder of a document, itself excluded. */
  neighbours(document: DocumentAnalysis): Promise<readonly WorkspaceDocument[]>;
  /**
   * The settings file that has the last word about a document; undefined where the document is no file of this machine, and
   * where the settings are wrong. Absent: nobody can tell, and no feature changes settings.
   */
  settingsText?(document: DocumentAnalysis): Promise<SettingsText | undefined>;
  /** Whether a file, and no folder, stands at an absolute path. Absent: nobody can tell. */
  isFile?(path: string): Promise<boolean>;
  /** What is in a folder at an absolute path, as far as it is of the document's workspace. Absent: nobody can tell. */
  folderEntries?(document: DocumentAnalysis, folder: string): Promise<readonly FolderEntry[]>;
  /** True once the client no longer wants the answer: a long feature may then return early with anything. */
  isCancelled(): boolean;
}

/** A word of a document with what it is. The server writes these as the protocol wants them, with deltas. */
export interface SemanticToken {
  /** On one line. */
  readonly span: Span;
  readonly type: SemanticType;
  readonly modifiers: readonly SemanticModifier[];
}

/** What is attached to items that a client sends back to have them completed: which document they came from. */
export interface ResolveData {
  readonly uri: string;
}

/** Methods that are about one document. Those whose parameters name none find it in `data.uri` ({@link ResolveData}). */
export interface DocumentMethods {
  "textDocument/completion": [lsp.CompletionParams, lsp.CompletionList | null];
  "completionItem/resolve": [lsp.CompletionItem, lsp.CompletionItem];
  "textDocument/hover": [lsp.HoverParams, lsp.Hover | null];
  "textDocument/signatureHelp": [lsp.SignatureHelpParams, lsp.SignatureHelp | null];
  "textDocument/inlayHint": [lsp.InlayHintParams, lsp.InlayHint[] | null];
  "textDocument/codeAction": [lsp.CodeActionParams, lsp.CodeAction[] | null];
  "codeAction/resolve": [lsp.CodeAction, lsp.CodeAction];
  "textDocument/codeLens": [lsp.CodeLensParams, lsp.CodeLens[] | null];
  "textDocument/documentSymbol": [
    lsp.DocumentSymbolParams,
    lsp.DocumentSymbol[] | lsp.SymbolInformation[] | null,
  ];
  "textDocument/foldingRange": [lsp.FoldingRangeParams, lsp.FoldingRange[] | null];
  "textDocument/selectionRange": [lsp.SelectionRangeParams, lsp.SelectionRange[] | null];
  "textDocument/documentHighlight": [lsp.DocumentHighlightParams, lsp.DocumentHighlight[] | null];
  "textDocument/references": [lsp.ReferenceParams, lsp.Location[] | null];
  "textDocument/definition": [lsp.DefinitionParams, lsp.Location[] | lsp.LocationLink[] | null];
  "textDocument/documentLink": [lsp.DocumentLinkParams, lsp.DocumentLink[] | null];
  "textDocument/formatting": [lsp.DocumentFormattingParams, lsp.TextEdit[] | null];
  "textDocument/rangeFormatting": [lsp.DocumentRangeFormattingParams, lsp.TextEdit[] | null];
  "textDocument/onTypeFormatting": [lsp.DocumentOnTypeFormattingParams, lsp.TextEdit[] | null];
  /** All tokens of the document, or those of a range; the server makes `full`, `full/delta` and `range` of it. */
  "textDocument/semanticTokens": [{ readonly range: lsp.Range | undefined }, readonly SemanticToken[]];
}

/** Methods that are about the whole workspace. */
export interface WorkspaceMethods {
  "workspace/symbol": [lsp.WorkspaceSymbolParams, lsp.WorkspaceSymbol[] | null];
}

export type DocumentMethod = keyof DocumentMethods;
export type WorkspaceMethod = keyof WorkspaceMethods;

/**
 * A feature: one file `features/<name>.ts` that exports one function of this type. It never throws for what a document
 * holds, and is a function of its arguments alone.
 */
export type DocumentFeature<Method extends DocumentMethod> = (
  document: DocumentAnalysis,
  params: DocumentMethods[Method][0],
  context: FeatureContext,
) => DocumentMethods[Method][1] | Promise<DocumentMethods[Method][1]>;

export type WorkspaceFeature<Method extends WorkspaceMethod> = (
  params: WorkspaceMethods[Method][0],
  context: FeatureContext,
) => WorkspaceMethods[Method][1] | Promise<WorkspaceMethods[Method][1]>;
