import type { Position } from "vscode-languageserver";
import { LineIndex } from "../../grammar/text/line-index.ts";
import { loadNginxTable } from "../../schemas/nginx/load-nginx-table.ts";
import { loadTexts } from "../../schemas/texts/load-texts.ts";
import type { LintSettings } from "../../server/engine/lint-settings.ts";
import { type ClientSupport, clientSupport } from "../../server/lsp/client-support.ts";
import { Positions } from "../../server/lsp/convert.ts";
import type { DocumentAnalysis, WorkspaceDocument } from "../../server/lsp/document-analysis.ts";
import { DEFAULT_OPTIONS } from "../../server/lsp/editor-settings.ts";
import type { FeatureContext } from "../../server/lsp/feature.ts";
import type { LinkedSource } from "../../server/model/config-unit.ts";
import { SourceDocument } from "../../server/model/source-document.ts";
import { NO_SETTINGS } from "../../server/settings/settings-resolver.ts";
import { analyze } from "../../server/workspace/analyze.ts";
import { type LineFormat, linkedOf, readUnit } from "../sources.ts";

/** A document of a test: its text holds `<|>` where the cursor is. */
export interface MarkedDocument {
  readonly document: DocumentAnalysis;
  /** The places of `<|>`, which are not part of the text, in order. */
  readonly cursors: readonly Position[];
  /** The first of {@link cursors}. */
  readonly cursor: Position;
}

export interface MarkedOptions {
  /** Its name decides how it is read: `*.env` are variables. */
  readonly path?: string;
  readonly settings?: LintSettings;
  readonly encoding?: "utf-8" | "utf-16" | "utf-32";
  /** How the text is read, where its name does not decide that. */
  link?(document: SourceDocument): LinkedSource;
}

/** Analyses a text in which `<|>` marks cursors, as the server would hold it. */
export async function markedDocument(marked: string, options: MarkedOptions = {}): Promise<MarkedDocument> {
  const { path = "/ws/kong.conf", settings = {}, encoding = "utf-16" } = options;
  const parts = marked.split("<|>");
  const text = parts.join("");
  const lines = new LineIndex(text);
  const source = new SourceDocument(path, text, lines);
  const linked = options.link?.(source) ?? linkedOf(readUnit(source, carrierOfPath(path)));
  const positions = new Positions(text, lines, encoding);
  const cursors = parts
    .slice(0, -1)
    .map((_, index) => positions.position(parts.slice(0, index + 1).join("").length));
  return {
    document: {
      uri: `file://${path}`,
      version: 1,
      analysis: await analyze(linked, settings),
      positions,
      settings: {
        lint: settings,
        resolved: NO_SETTINGS,
        file: undefined,
        isBroken: false,
        editor: DEFAULT_OPTIONS,
      },
    },
    cursors,
    cursor: cursors[0] ?? { line: 0, character: 0 },
  };
}

/** What features get besides their document: a client that can take everything, and other documents by path. */
export function testContext(
  others: Readonly<Record<string, string>> = {},
  client: Partial<ClientSupport> = {},
): FeatureContext {
  const documents = Object.entries(others).map(([path, text]): WorkspaceDocument => {
    const lines = new LineIndex(text);
    const unit = readUnit(new SourceDocument(path, text, lines), carrierOfPath(path));
    return {
      uri: `file://${path}`,
      path,
      linked: linkedOf(unit),
      unit,
      positions: new Positions(text, lines, "utf-16"),
      isOpen: false,
    };
  });
  const folderOf = (path: string) => path.slice(0, path.lastIndexOf("/"));
  return {
    client: { ...ableClient, ...client },
    texts: loadTexts,
    nginx: loadNginxTable,
    workspace: async () => documents,
    neighbours: async ({ uri }) =>
      documents.filter((each) => each.uri !== uri && folderOf(each.uri) === folderOf(uri)),
    isCancelled: () => false,
  };
}

function carrierOfPath(path: string): LineFormat {
  return path.endsWith(".env") ? "dotenv" : "kong-conf";
}

const ableClient: ClientSupport = {
  ...clientSupport({}, undefined),
  markdown: { hover: true, completion: true, signature: true },
  completion: {
    snippets: true,
    insertReplace: true,
    labelDetails: true,
    tags: true,
    listDefaults: new Set(),
  },
  codeActionLiterals: true,
  codeActionResolvesEdit: true,
  versionedEdits: true,
  hierarchicalSymbols: true,
  linkSupport: true,
  diagnosticTags: true,
  relatedInformation: true,
  diagnosticDocs: true,
  diagnosticData: true,
  commands: new Set(["kong-lint.selectRelease"]),
};
