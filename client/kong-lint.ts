import {
  type Disposable,
  EventEmitter,
  type ExtensionContext,
  type LogOutputChannel,
  type TextDocument,
  window,
  workspace,
} from "vscode";
import type { BaseLanguageClient, DocumentSelector } from "vscode-languageclient";
import { clientCommands } from "./commands/command-table.ts";
import { documentFilter } from "./document-filter.ts";
import { HOST_LANGUAGES, hasKong } from "./kong-text.ts";
import type { Launch } from "./launch.ts";

/** What the server tells after each analysis of an open document. */
export interface ServerStatus {
  readonly uri: string;
  readonly version: number;
  /** `oss@3.9.3` */
  readonly release: string;
  readonly label: string;
  readonly from: string;
  readonly reason: string;
  readonly certain: boolean;
}

/** The languages whose documents are Kong's as a whole. */
export const OWN_LANGUAGES: readonly string[] = ["kong-conf", "dotenv"];

/** Files of variables by their names; the language for them has another name in each editor, or none. */
const VARIABLES = "**/{.env,.env.*,*.env,*.env.*,env.*,kong.env*,.kong_env}";
const VARIABLES_NAME = /(?:^|\/)(?:\.env|\.env\.[^/]+|[^/]+\.env(?:\.[^/]+)?|env\.[^/]+|kong\.env[^/]*)$/i;
const KONG_VARIABLE = /^[ \t]*(?:export[ \t]+)?KONG_[A-Z0-9_]+[ \t]*=/m;

/** A server that crashes so often in this time, in milliseconds, is not started again by itself. */
const MOST_CRASHES = 5;
const CRASH_PERIOD = 180_000;

/** The one server of a window: started when first needed, started anew when told to. */
export class KongLint implements Disposable {
  readonly #context: ExtensionContext;
  readonly #launch: Launch;
  readonly #statuses = new Map<string, ServerStatus>();
  readonly #changed = new EventEmitter<ServerStatus>();
  #output: LogOutputChannel | undefined;
  #starting: Promise<BaseLanguageClient> | undefined;
  #client: BaseLanguageClient | undefined;

  /** Fires with each analysis. */
  readonly onStatus = this.#changed.event;

  constructor(context: ExtensionContext, launch: Launch) {
    this.#context = context;
    this.#launch = launch;
  }

  /** Whether a document is one for the server: a kong.conf, or another text with Kong in it. */
  concerns(document: TextDocument): boolean {
    const { languageId, uri } = document;
    if (!this.#schemes().includes(uri.scheme)) return false;
    if (languageId === "kong-conf") return true;
    if (HOST_LANGUAGES.includes(languageId) && hasKong(document.getText())) return true;
    return (
      (languageId === "dotenv" || VARIABLES_NAME.test(uri.path)) && KONG_VARIABLE.test(document.getText())
    );
  }

  /** Whether the server runs or is about to. */
  get isStarted(): boolean {
    return this.#starting !== undefined;
  }

  /** The running client; starts it where it does not run. */
  client(): Promise<BaseLanguageClient> {
    this.#starting ??= this.#start();
    return this.#starting;
  }

  /** Asks the server; see the commands of the server. */
  async ask<Answer>(command: string, wanted: object): Promise<Answer> {
    const client = await this.client();
    return client.sendRequest<Answer>("workspace/executeCommand", { command, arguments: [wanted] });
  }

  async restart(): Promise<void> {
    const before = this.#client;
    this.#client = undefined;
    this.#starting = undefined;
    // A server that does not answer must not keep the next one from starting.
    await before?.dispose(2000).catch(() => undefined);
    // Why it does not start was said.
    await this.client().catch(() => undefined);
  }

  statusOf(uri: string): ServerStatus | undefined {
    return this.#statuses.get(uri);
  }

  serverProcess(): number | undefined {
    const client = this.#client;
    if (client === undefined || !("_serverProcess" in client)) return undefined;
    const { _serverProcess: process } = client;
    return typeof process === "object" && process !== null && "pid" in process
      ? Number(process.pid)
      : undefined;
  }

  showLog(): void {
    this.#log().show();
  }

  dispose(): void {
    void this.#client?.dispose(2000).catch(() => undefined);
    this.#changed.dispose();
    this.#output?.dispose();
  }

  #log(): LogOutputChannel {
    this.#output ??= window.createOutputChannel("kong-lint", { log: true });
    return this.#output;
  }

  async #start(): Promise<BaseLanguageClient> {
    try {
      const { CloseAction, ErrorAction } = await import("vscode-languageclient");
      const crashes: number[] = [];
      const client = await this.#launch(this.#context, {
        initializationFailedHandler: () => false,
        errorHandler: {
          error: () => ({ action: ErrorAction.Continue, handled: true }),
          closed: () => {
            const stop = { action: CloseAction.DoNotRestart, handled: true };
            // A start that fails is told of below.
            if (this.#client === undefined) return stop;
            const now = Date.now();
            crashes.push(now);
            if (crashes.filter((time) => now - time < CRASH_PERIOD).length < MOST_CRASHES)
              return { action: CloseAction.Restart, handled: true };
            this.#client = undefined;
            this.#starting = undefined;
            void this.#explainFailure("the server crashed again and again");
            return stop;
          },
        },
        documentSelector: this.#selector(),
        middleware: documentFilter({
          concerns: (document) => this.concerns(document),
          mayConcern: (lines) => /kong/i.test(lines),
          open: (document) => this.#openLate(document),
        }),
        outputChannel: this.#log(),
        initializationOptions: {
          status: true,
          clientCommands: [...Object.keys(clientCommands), "editor.action.triggerSuggest"],
          // The manifest contributes them, for files that no server looks at too.
          ownSnippets: true,
        },
      });
      client.onNotification("kong-lint/status", (status: ServerStatus) => {
        const open = workspace.textDocuments.find(
          ({ uri }) => client.code2ProtocolConverter.asUri(uri) === status.uri,
        );
        const uri = open?.uri.toString() ?? status.uri;
        this.#statuses.set(uri, status);
        this.#changed.fire({ ...status, uri });
      });
      await client.start();
      this.#client = client;
      this.#log().info(
        `kong-lint ${client.initializeResult?.serverInfo?.version ?? "of an unknown version"}, folders: ${folderNames()}`,
      );
      return client;
    } catch (error) {
      this.#starting = undefined;
      void this.#explainFailure(error);
      throw error;
    }
  }

  /** Tells the server of a document that is open for longer than it has Kong in it. */
  async #openLate(document: TextDocument): Promise<void> {
    const client = await this.client();
    const params = client.code2ProtocolConverter.asOpenTextDocumentParams(document);
    await client.sendNotification("textDocument/didOpen", params);
  }

  async #explainFailure(error: unknown): Promise<void> {
    this.#log().error(error instanceof Error ? error : String(error));
    const choice = await window.showErrorMessage(
      "kong-lint failed to start. Restart it, or check the log.",
      "Restart",
      "Show Log",
    );
    if (choice === "Restart") await this.restart();
    if (choice === "Show Log") this.showLog();
  }

  /** Documents of a version control or a comparison are left alone: only what a person edits is checked. */
  #schemes(): readonly string[] {
    const folders = workspace.workspaceFolders?.map(({ uri }) => uri.scheme) ?? [];
    return [...new Set(["file", "untitled", "vscode-remote", "vscode-vfs", ...folders])];
  }

  #selector(): DocumentSelector {
    return this.#schemes().flatMap((scheme) => [
      { scheme, language: "kong-conf" },
      { scheme, language: "dotenv" },
      ...HOST_LANGUAGES.map((language) => ({ scheme, language })),
      { scheme, pattern: VARIABLES },
    ]);
  }
}

function folderNames(): string {
  const folders = workspace.workspaceFolders?.map(({ uri }) => uri.toString(true)) ?? [];
  return folders.length === 0 ? "none" : folders.join(", ");
}
