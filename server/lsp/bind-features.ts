import type {
  CancellationToken,
  Connection,
  SemanticTokensDeltaParams,
  SemanticTokensParams,
  SemanticTokensRangeParams,
} from "vscode-languageserver";
import { loadNginxTable } from "../../schemas/nginx/load-nginx-table.ts";
import { loadTexts } from "../../schemas/texts/load-texts.ts";
import { bindRequest, type Handler, type RequireSession } from "./bind-request.ts";
import type { DocumentAnalysis } from "./document-analysis.ts";
import type {
  DocumentFeature,
  DocumentMethod,
  FeatureContext,
  WorkspaceFeature,
  WorkspaceMethod,
} from "./feature.ts";
import { documentFeatures, isAnswered, workspaceFeatures } from "./feature-table.ts";
import { encodeTokens, SemanticTokenStream } from "./semantic-token-stream.ts";
import type { Session } from "./session.ts";

/** Binds every method of the feature table to its feature. */
export function bindFeatures(
  connection: Connection,
  requireSession: RequireSession,
): { drop(uri: string): void } {
  const on = (method: string, handler: Handler) => bindRequest(connection, method, requireSession, handler);
  for (const method of Object.keys(documentFeatures) as DocumentMethod[]) {
    if (method === "textDocument/semanticTokens") continue;
    on(method, (session, params, token) => askDocument(session, method, params, token));
  }
  for (const method of Object.keys(workspaceFeatures) as WorkspaceMethod[]) {
    on(method, (session, params, token) => askWorkspace(session, method, params, token));
  }
  return bindSemanticTokens(on);
}

async function askDocument(
  session: Session,
  method: DocumentMethod,
  params: unknown,
  token: CancellationToken,
): Promise<unknown> {
  const isResolve = method.endsWith("/resolve");
  // An item that cannot be completed goes back as it came.
  const nothing = isResolve ? params : null;
  const load = documentFeatures[method];
  const uri = uriIn(params);
  if (load === undefined || uri === undefined) return nothing;
  const document = await session.analysis(uri);
  if (document === undefined || token.isCancellationRequested) return nothing;
  if (!isAnswered(method, document.analysis.linked.source.format)) return nothing;
  // The table binds a method to a feature of the same parameters; that cannot be said for a method that is a variable.
  const feature = (await load()) as unknown as (
    document: DocumentAnalysis,
    params: unknown,
    context: FeatureContext,
  ) => unknown;
  return feature(document, params, contextOf(session, token));
}

async function askWorkspace(
  session: Session,
  method: WorkspaceMethod,
  params: unknown,
  token: CancellationToken,
): Promise<unknown> {
  const load = workspaceFeatures[method];
  if (load === undefined) return null;
  const feature: WorkspaceFeature<typeof method> = await load();
  return feature(params as Parameters<typeof feature>[0], contextOf(session, token));
}

/** The document that parameters are about: named, or left in `data` by the feature that made an item. */
function uriIn(params: unknown): string | undefined {
  if (!isRecord(params)) return undefined;
  const holder = isRecord(params.textDocument) ? params.textDocument : params.data;
  return isRecord(holder) && typeof holder.uri === "string" ? holder.uri : undefined;
}

function isRecord(value: unknown): value is Record<string, unknown> {
  return typeof value === "object" && value !== null;
}

function contextOf(session: Session, token: CancellationToken): FeatureContext {
  return {
    client: session.client,
    texts: loadTexts,
    nginx: loadNginxTable,
    workspace: () => session.workspace(),
    neighbours: ({ uri }) => session.neighbours(uri),
    settingsText: ({ uri }) => session.settingsText(uri),
    isFile: (path) => session.isFile(path),
    folderEntries: ({ uri }, folder) => session.folderEntries(uri, folder),
    isCancelled: () => token.isCancellationRequested,
  };
}

/** One feature answers three methods. */
function bindSemanticTokens(on: (method: string, handler: Handler) => void): { drop(uri: string): void } {
  const stream = new SemanticTokenStream();
  const tokensOf = async (
    session: Session,
    params: SemanticTokensParams | SemanticTokensRangeParams,
    token: CancellationToken,
  ): Promise<number[] | undefined> => {
    const load = documentFeatures["textDocument/semanticTokens"];
    const document = await session.analysis(params.textDocument.uri);
    if (load === undefined || document === undefined) return undefined;
    if (!isAnswered("textDocument/semanticTokens", document.analysis.linked.source.format)) return undefined;
    const feature: DocumentFeature<"textDocument/semanticTokens"> = await load();
    const range = "range" in params ? params.range : undefined;
    const tokens = await feature(document, { range }, contextOf(session, token));
    return encodeTokens(tokens, document.positions);
  };
  on("textDocument/semanticTokens/full", async (session, params, token) => {
    const wanted = params as SemanticTokensParams;
    const data = await tokensOf(session, wanted, token);
    return data === undefined ? null : stream.full(wanted.textDocument.uri, data);
  });
  on("textDocument/semanticTokens/full/delta", async (session, params, token) => {
    const wanted = params as SemanticTokensDeltaParams;
    const data = await tokensOf(session, wanted, token);
    return data === undefined ? null : stream.delta(wanted.textDocument.uri, wanted.previousResultId, data);
  });
  on("textDocument/semanticTokens/range", async (session, params, token) => {
    const data = await tokensOf(session, params as SemanticTokensRangeParams, token);
    return data === undefined ? null : { data };
  });
  return { drop: (uri) => stream.drop(uri) };
}
