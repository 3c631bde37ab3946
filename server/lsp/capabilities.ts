import type { ServerCapabilities } from "vscode-languageserver";
import type { ClientSupport } from "./client-support.ts";
import { serverCommands } from "./commands/command-table.ts";
import { SEMANTIC_MODIFIERS, SEMANTIC_TYPES } from "./semantic-legend.ts";

/** The kinds of code actions; clients ask for them by kind, `source.fixAll` on save. */
export const CODE_ACTION_KINDS = [
  "quickfix",
  "refactor",
  "refactor.rewrite",
  "source.fixAll",
  "source.fixAll.kong-lint",
  "source.fixAllUnsafe.kong-lint",
] as const;

/** What the server offers. */
export function serverCapabilities({ encoding, watchesFiles }: ClientSupport): ServerCapabilities {
  return {
    positionEncoding: encoding,
    // 2: a change names the range that it replaces.
    // Where no files are watched, a document that is saved is the time to look at the settings files again.
    textDocumentSync: { openClose: true, change: 2, save: !watchesFiles },
    diagnosticProvider: { identifier: "kong-lint", interFileDependencies: true, workspaceDiagnostics: true },
    completionProvider: { resolveProvider: true, triggerCharacters: ["=", " ", ",", ":", "_", "/", "{"] },
    hoverProvider: true,
    signatureHelpProvider: { triggerCharacters: [" ", ":", ","], retriggerCharacters: [" ", ",", "="] },
    inlayHintProvider: true,
    codeActionProvider: { codeActionKinds: [...CODE_ACTION_KINDS], resolveProvider: true },
    codeLensProvider: { resolveProvider: false },
    documentSymbolProvider: { label: "kong-lint" },
    workspaceSymbolProvider: true,
    foldingRangeProvider: true,
    selectionRangeProvider: true,
    documentHighlightProvider: true,
    referencesProvider: true,
    definitionProvider: true,
    documentLinkProvider: { resolveProvider: false },
    documentFormattingProvider: true,
    documentRangeFormattingProvider: true,
    documentOnTypeFormattingProvider: { firstTriggerCharacter: "\n", moreTriggerCharacter: ["="] },
    semanticTokensProvider: {
      legend: { tokenTypes: [...SEMANTIC_TYPES], tokenModifiers: [...SEMANTIC_MODIFIERS] },
      full: { delta: true },
      range: true,
    },
    executeCommandProvider: { commands: Object.keys(serverCommands) },
    workspace: { workspaceFolders: { supported: true, changeNotifications: true } },
  };
}
