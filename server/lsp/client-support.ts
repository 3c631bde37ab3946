import type { ClientCapabilities } from "vscode-languageserver";
import type { PositionEncoding } from "./convert.ts";

/** What the client can take, worked out once from what it says of itself. */
export interface ClientSupport {
  readonly encoding: PositionEncoding;
  /** Markdown in hovers and documentation; otherwise plain text. */
  readonly markdown: { readonly hover: boolean; readonly completion: boolean; readonly signature: boolean };
  readonly completion: {
    readonly snippets: boolean;
    readonly insertReplace: boolean;
    readonly labelDetails: boolean;
    /** `tags: [Deprecated]`; otherwise the older `deprecated: true`. */
    readonly tags: boolean;
    /** What all items of a list share may be said once: `editRange`, `data`. */
    readonly listDefaults: ReadonlySet<string>;
  };
  readonly codeActionLiterals: boolean;
  /** Edits of code actions may be filled in by `codeAction/resolve`. */
  readonly codeActionResolvesEdit: boolean;
  /** `documentChanges` with versions; otherwise `changes`. */
  readonly versionedEdits: boolean;
  /** An edit may make new files. */
  readonly createsFiles: boolean;
  readonly hierarchicalSymbols: boolean;
  readonly linkSupport: boolean;
  /** A range may fold characters, not only lines. */
  readonly foldsLinesOnly: boolean;
  readonly diagnosticTags: boolean;
  readonly relatedInformation: boolean;
  readonly diagnosticDocs: boolean;
  readonly diagnosticData: boolean;
  readonly pullsDiagnostics: boolean;
  readonly refreshesDiagnostics: boolean;
  readonly refreshesTokens: boolean;
  readonly refreshesHints: boolean;
  readonly refreshesLenses: boolean;
  readonly configuration: boolean;
  readonly workspaceFolders: boolean;
  readonly watchesFiles: boolean;
  /** A pattern of files to watch may be relative to any folder. */
  readonly watchesByFolder: boolean;
  readonly registersConfiguration: boolean;
  readonly progress: boolean;
  /**
   * Commands that the client itself carries out for code lenses and actions, named in
   * `initializationOptions.clientCommands`; others it would refuse.
   */
  readonly commands: ReadonlySet<string>;
  /** It offers the blocks of `grammar/snippets.json` by itself (`initializationOptions.ownSnippets`). */
  readonly ownSnippets: boolean;
}

const ENCODINGS: readonly PositionEncoding[] = ["utf-16", "utf-8", "utf-32"];

/** Reads what a client can take. UTF-16 is preferred, because nothing needs to be counted anew for it. */
export function clientSupport(capabilities: ClientCapabilities, options: unknown): ClientSupport {
  const { textDocument: text, workspace, window, general } = capabilities;
  const item = text?.completion?.completionItem;
  const diagnostics = text?.publishDiagnostics;
  const pull = text?.diagnostic;
  return {
    encoding: ENCODINGS.find((each) => general?.positionEncodings?.includes(each)) ?? "utf-16",
    markdown: {
      hover: text?.hover?.contentFormat?.includes("markdown") === true,
      completion: item?.documentationFormat?.includes("markdown") === true,
      signature:
        text?.signatureHelp?.signatureInformation?.documentationFormat?.includes("markdown") === true,
    },
    completion: {
      snippets: item?.snippetSupport === true,
      insertReplace: item?.insertReplaceSupport === true,
      labelDetails: item?.labelDetailsSupport === true,
      tags: item?.tagSupport !== undefined,
      listDefaults: new Set(text?.completion?.completionList?.itemDefaults),
    },
    codeActionLiterals: text?.codeAction?.codeActionLiteralSupport !== undefined,
    codeActionResolvesEdit: text?.codeAction?.resolveSupport?.properties.includes("edit") === true,
    versionedEdits: workspace?.workspaceEdit?.documentChanges === true,
    createsFiles: workspace?.workspaceEdit?.resourceOperations?.includes("create") === true,
    hierarchicalSymbols: text?.documentSymbol?.hierarchicalDocumentSymbolSupport === true,
    linkSupport: text?.definition?.linkSupport === true,
    foldsLinesOnly: text?.foldingRange?.lineFoldingOnly === true,
    diagnosticTags: (diagnostics?.tagSupport ?? pull?.tagSupport) !== undefined,
    relatedInformation: (diagnostics?.relatedInformation ?? pull?.relatedInformation) === true,
    diagnosticDocs: (diagnostics?.codeDescriptionSupport ?? pull?.codeDescriptionSupport) === true,
    diagnosticData: (diagnostics?.dataSupport ?? pull?.dataSupport) === true,
    pullsDiagnostics: pull !== undefined,
    refreshesDiagnostics: workspace?.diagnostics?.refreshSupport === true,
    refreshesTokens: workspace?.semanticTokens?.refreshSupport === true,
    refreshesHints: workspace?.inlayHint?.refreshSupport === true,
    refreshesLenses: workspace?.codeLens?.refreshSupport === true,
    configuration: workspace?.configuration === true,
    workspaceFolders: workspace?.workspaceFolders === true,
    watchesFiles: workspace?.didChangeWatchedFiles?.dynamicRegistration === true,
    watchesByFolder: workspace?.didChangeWatchedFiles?.relativePatternSupport === true,
    registersConfiguration: workspace?.didChangeConfiguration?.dynamicRegistration === true,
    progress: window?.workDoneProgress === true,
    commands: new Set(clientCommands(options)),
    ownSnippets: memberOf(options, "ownSnippets") === true,
  };
}

function clientCommands(options: unknown): readonly string[] {
  const commands = memberOf(options, "clientCommands");
  return Array.isArray(commands) ? commands.filter((each) => typeof each === "string") : [];
}

function memberOf(options: unknown, name: string): unknown {
  return typeof options === "object" && options !== null
    ? (options as Readonly<Record<string, unknown>>)[name]
    : undefined;
}
