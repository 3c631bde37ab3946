import type {
  Connection,
  DocumentDiagnosticParams,
  ExecuteCommandParams,
  InitializeParams,
  InitializeResult,
  WorkspaceDiagnosticParams,
  WorkspaceFolder,
  WorkspaceFoldersChangeEvent,
} from "vscode-languageserver";
import { once } from "../../grammar/text/memoize.ts";
import { describeRelease, formatRelease } from "../../schemas/release.ts";
import { summarize } from "../engine/report.ts";
import { isCandidateName } from "../formats/detect.ts";
import { describeVersion } from "../platform/program-version.ts";
import type { Engine } from "../workspace/file-settings.ts";
import { bindFeatures } from "./bind-features.ts";
import { bindRequest } from "./bind-request.ts";
import { serverCapabilities } from "./capabilities.ts";
import { type ClientSupport, clientSupport } from "./client-support.ts";
import { runCommand } from "./commands/run-command.ts";
import { DiagnosticsPublisher } from "./diagnostics-feed.ts";
import type { DocumentAnalysis } from "./document-analysis.ts";
import { FileWatchers } from "./file-watchers.ts";
import {
  DidChangeConfigurationNotification,
  ErrorCodes,
  RAL,
  ResponseError,
  WorkspaceDiagnosticRequest,
} from "./protocol.ts";
import type { ServerHost } from "./server-host.ts";
import { Session } from "./session.ts";
import { SettingsErrorReporter } from "./settings-complaints.ts";
import { workspaceDiagnostics } from "./workspace-diagnostics.ts";
import { WorkspaceFolders } from "./workspace-folders.ts";

/** Settings files, and the name that a baseline has where nobody gives it another. */
const SETTINGS_FILE = /kong-lint[^/]*\.(?:jsonc?|ya?ml)$/;

/** How long a client may take to tell its settings, in milliseconds; then its defaults hold. */
const TIMEOUT_MS = 3000;

/** What a client says of itself that is no capability. */
interface InitializationOptions {
  /** The section `kong-lint`, from clients that do not answer `workspace/configuration`. */
  readonly settings?: unknown;
  /** Wants `kong-lint/status` after each analysis. */
  readonly status?: unknown;
}

/** Serves one client over a connection until it ends. Nothing that a client sends ends the server but `exit`. */
export function serve(connection: Connection, host: ServerHost): void {
  let session: Session | undefined;
  let feed: DiagnosticsPublisher | undefined;
  let watchers: FileWatchers | undefined;
  let isShutDown = false;
  /** From `didChangeConfiguration`, for clients that cannot be asked. */
  let toldSettings: unknown;
  const complaints = new SettingsErrorReporter(connection);

  const requireSession = (): Session => {
    if (isShutDown) throw new ResponseError(ErrorCodes.InvalidRequest, "the server is shut down");
    if (session === undefined)
      throw new ResponseError(ErrorCodes.ServerNotInitialized, "the server is not initialized");
    return session;
  };

  connection.onInitialize((params): InitializeResult => {
    if (session !== undefined)
      throw new ResponseError(ErrorCodes.InvalidRequest, "the server is initialized already");
    const options = optionsOf(params);
    const client = clientSupport(params.capabilities, params.initializationOptions);
    toldSettings = options.settings;
    const files = new FileWatchers(connection, client);
    watchers = files;
    session = new Session({
      host,
      client,
      folders: foldersOf(params),
      engine: loadEngine,
      ask: (uri) => askSettings(connection, client, uri, () => toldSettings),
      complain: (problem) => complaints.tell(problem),
      note: (line) => connection.console.info(line),
      watch: (path) => {
        const isKnown = SETTINGS_FILE.test(path) || isCandidateName(path);
        const isWatched = isKnown && session?.folders.folderOf(path) !== undefined;
        if (!isWatched) files.watch(path);
      },
    });
    feed = new DiagnosticsPublisher(connection, session, (document) => {
      if (options.status === true) sendStatus(connection, document);
    });
    // Behind the answer, while the client reads it.
    RAL().timer.setImmediate(() => void loadEngine());
    return {
      capabilities: serverCapabilities(client),
      serverInfo: { name: "kong-lint", version: describeVersion(host.program) },
    };
  });

  connection.onInitialized(() => {
    if (session === undefined) return;
    watchers?.start();
    registerConfiguration(connection, session.client);
    if (session.client.workspaceFolders) connection.workspace.onDidChangeWorkspaceFolders(foldersChanged);
  });

  connection.onShutdown(() => {
    requireSession();
    isShutDown = true;
  });

  const features = bindFeatures(connection, requireSession);

  connection.onDidOpenTextDocument((params) => {
    const dependents = session?.open(params) ?? [];
    for (const uri of [params.textDocument.uri, ...dependents]) feed?.changed(uri);
  });
  connection.onDidChangeTextDocument((params) => {
    const dependents = session?.change(params) ?? [];
    for (const uri of [params.textDocument.uri, ...dependents]) feed?.changed(uri);
  });
  connection.onDidSaveTextDocument(() => {
    if (session?.client.watchesFiles === false) settingsChanged();
  });
  connection.onDidCloseTextDocument(({ textDocument }) => {
    const dependents = session?.close(textDocument) ?? [];
    for (const uri of dependents) feed?.changed(uri);
    feed?.closed(textDocument.uri);
    features.drop(textDocument.uri);
  });

  connection.onDidChangeConfiguration(({ settings }) => {
    toldSettings = sectionOf(settings) ?? toldSettings;
    settingsChanged();
  });
  connection.onDidChangeWatchedFiles(({ changes }) => {
    const dependents = changes.flatMap(({ uri }) => session?.fileChanged(uri) ?? []);
    if (dependents.length > 0) feed?.filesChanged(dependents);
    const isSettings = (uri: string) => SETTINGS_FILE.test(uri) || session?.isSettingsSource(uri) === true;
    if (changes.some(({ uri }) => isSettings(uri))) settingsChanged();
    else refreshViews();
  });
  bindRequest(connection, "workspace/executeCommand", requireSession, (known, params) =>
    runCommand(params as ExecuteCommandParams, known),
  );
  bindRequest(
    connection,
    "textDocument/diagnostic",
    requireSession,
    async (_, params) =>
      (await feed?.pull(params as DocumentDiagnosticParams)) ?? { kind: "full", items: [] },
  );
  bindRequest(connection, "workspace/diagnostic", requireSession, async (known, params, token) => {
    if (feed === undefined) return { items: [] };
    const wanted = params as WorkspaceDiagnosticParams;
    const { workDoneToken, partialResultToken: into } = wanted;
    const { partialResult } = WorkspaceDiagnosticRequest;
    return workspaceDiagnostics(known, feed, wanted, {
      token,
      done: connection.window.attachWorkDoneProgress(workDoneToken),
      partial:
        into === undefined
          ? undefined
          : { report: (items) => void connection.sendProgress(partialResult, into, items) },
    });
  });

  connection.listen();

  function foldersChanged({ added, removed }: WorkspaceFoldersChangeEvent): void {
    const uris = (folders: readonly WorkspaceFolder[]) => folders.map(({ uri }) => uri);
    session?.foldersChanged(uris(added), uris(removed));
    feed?.refresh();
    refreshViews();
  }

  function settingsChanged(): void {
    complaints.forget();
    session?.settingsChanged();
    feed?.refresh();
    refreshViews();
  }

  /** What shows other documents or settings beside the text is asked for anew. */
  function refreshViews(): void {
    const client = session?.client;
    const quietly = (request: Promise<unknown>) => void request.catch(() => undefined);
    if (client?.refreshesTokens) quietly(connection.languages.semanticTokens.refresh());
    if (client?.refreshesHints) quietly(connection.languages.inlayHint.refresh());
    if (client?.refreshesLenses) quietly(connection.sendRequest("workspace/codeLens/refresh"));
  }
}

/** Loads rules and facts: most of what a server has to load, and nothing that `initialize` needs. */
const loadEngine: () => Promise<Engine> = once(() =>
  import("../workspace/analyze.ts").then(({ analyze }) => analyze),
);

function optionsOf({ initializationOptions }: InitializeParams): InitializationOptions {
  return typeof initializationOptions === "object" && initializationOptions !== null
    ? initializationOptions
    : {};
}

function foldersOf({ workspaceFolders, rootUri, rootPath }: InitializeParams): WorkspaceFolders {
  if (workspaceFolders) return new WorkspaceFolders(workspaceFolders.map(({ uri }) => uri));
  if (rootUri) return new WorkspaceFolders([rootUri]);
  return new WorkspaceFolders(rootPath ? [`file://${rootPath.replaceAll("\\", "/")}`] : []);
}

function registerConfiguration(connection: Connection, client: ClientSupport): void {
  if (!client.registersConfiguration) return;
  const { type } = DidChangeConfigurationNotification;
  void connection.client.register(type, { section: "kong-lint" }).catch(() => undefined);
}

async function askSettings(
  connection: Connection,
  client: ClientSupport,
  uri: string,
  told: () => unknown,
): Promise<unknown> {
  if (!client.configuration) return told();
  let timer: ReturnType<typeof setTimeout> | undefined;
  const timeout = new Promise<undefined>((resolve) => {
    timer = setTimeout(() => resolve(undefined), TIMEOUT_MS);
  });
  try {
    const asked = connection.workspace.getConfiguration({ scopeUri: uri, section: "kong-lint" });
    return await Promise.race([asked, timeout]);
  } catch {
    // A client that offers its settings and then refuses them has none.
    return undefined;
  } finally {
    clearTimeout(timer);
  }
}

/** The section of all settings that some clients send; others send the section itself. */
function sectionOf(settings: unknown): unknown {
  if (typeof settings !== "object" || settings === null) return undefined;
  return "kong-lint" in settings ? settings["kong-lint"] : settings;
}

/** For a status bar: which release a document is checked against, and why. */
function sendStatus(connection: Connection, { uri, version, analysis }: DocumentAnalysis): void {
  const { release, from, reason, certain } = analysis.release;
  void connection.sendNotification("kong-lint/status", {
    uri,
    version,
    release: formatRelease(release),
    label: describeRelease(release),
    from,
    reason,
    certain,
    summary: summarize([analysis.report]),
  });
}
