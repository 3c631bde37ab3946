import type {
  Connection,
  DocumentDiagnosticParams,
  DocumentDiagnosticReport,
  WorkspaceDocumentDiagnosticReport,
} from "vscode-languageserver";
import { diagnosticsOf } from "./diagnostics.ts";
import type { DocumentAnalysis } from "./document-analysis.ts";
import { RAL } from "./protocol.ts";
import type { Session, WorkspaceFile } from "./session.ts";

/**
 * Brings diagnostics to the client: those of an edit at once for a client that waits for them, on request for one that
 * pulls.
 */
export class DiagnosticsPublisher {
  readonly #connection: Connection;
  readonly #session: Session;
  readonly #waiting = new Set<string>();
  readonly #pushed = new Map<string, DocumentAnalysis>();
  /** Of each address the last analysis that was asked for, with its id. */
  readonly #resultIds = new Map<string, { readonly document: DocumentAnalysis; readonly id: string }>();
  /** What was said last of files that are not open: under which state, and whether they are Kong's at all. */
  readonly #files = new Map<string, { readonly state: string; readonly resultId: string | undefined }>();
  /** The addresses of which a client that asks has heard findings. */
  readonly told = new Set<string>();
  readonly #onPush: (document: DocumentAnalysis) => void;
  #nextId = 1;

  /** @param onPush hears of every analysis whose diagnostics go out */
  constructor(connection: Connection, session: Session, onPush: (document: DocumentAnalysis) => void) {
    this.#connection = connection;
    this.#session = session;
    this.#onPush = onPush;
  }

  /** A document was opened or changed. There is no delay, but what has arrived together is analysed together. */
  changed(uri: string): void {
    if (this.#waiting.has(uri)) return;
    this.#waiting.add(uri);
    RAL().timer.setImmediate(() => {
      this.#waiting.delete(uri);
      this.#push(uri).catch((error: unknown) => this.#fail(uri, error));
    });
  }

  /** A document was closed: a client that waits for diagnostics keeps none of it. */
  closed(uri: string): void {
    const had = this.#pushed.delete(uri);
    this.#resultIds.delete(uri);
    if (had && !this.#session.client.pullsDiagnostics)
      void this.#connection.sendDiagnostics({ uri, diagnostics: [] });
  }

  /** Settings have changed: all documents again. */
  refresh(): void {
    this.filesChanged(this.#session.openUris);
  }

  /** Files have changed on which documents draw. A client that asks is told to ask again. */
  filesChanged(dependents: readonly string[]): void {
    for (const uri of dependents) this.changed(uri);
    if (this.#session.client.refreshesDiagnostics) {
      this.#connection.languages.diagnostics.refresh().catch(() => undefined);
    }
  }

  /** The answer to a pull. */
  async pull(params: DocumentDiagnosticParams): Promise<DocumentDiagnosticReport> {
    const document = await this.#session.analysis(params.textDocument.uri);
    if (document === undefined) return { kind: "full", items: [] };
    return this.report(document, params.previousResultId);
  }

  /** What is to be said of a document to a client that has the answer `previousId`. */
  report(document: DocumentAnalysis, previousId: string | undefined) {
    const resultId = this.#idOf(document);
    if (resultId === previousId) return { kind: "unchanged" as const, resultId };
    const items = diagnosticsOf(document, this.#session.client);
    if (items.length > 0) this.told.add(document.uri);
    return { kind: "full" as const, resultId, items };
  }

  /** As {@link report}, for a file of the workspace; undefined for one that is not Kong's. */
  async reportFile(
    file: WorkspaceFile,
    previousId: string | undefined,
  ): Promise<WorkspaceDocumentDiagnosticReport | undefined> {
    const state = this.#session.stateOf(file);
    const said = file.isOpen ? undefined : this.#files.get(file.path);
    if (said?.state === state && (said.resultId === undefined || said.resultId === previousId)) {
      const { resultId } = said;
      return resultId === undefined
        ? undefined
        : { uri: file.uri, version: null, kind: "unchanged", resultId };
    }
    const document = await this.#session.analysisOf(file);
    if (!file.isOpen) {
      const resultId = document === undefined ? undefined : this.#idOf(document);
      this.#files.set(file.path, { state, resultId });
    }
    if (document === undefined) return undefined;
    const version = file.isOpen ? document.version : null;
    const report = this.report(document, previousId);
    // Of a file on disk its state stands for the analysis, which would fill the memory with the whole workspace.
    if (!file.isOpen) this.#resultIds.delete(document.uri);
    return { uri: file.uri, version, ...report };
  }

  #idOf(document: DocumentAnalysis): string {
    const known = this.#resultIds.get(document.uri);
    if (known?.document === document) return known.id;
    const id = String(this.#nextId++);
    this.#resultIds.set(document.uri, { document, id });
    return id;
  }

  async #push(uri: string): Promise<void> {
    const document = await this.#session.analysis(uri);
    if (document === undefined) {
      // The text is no longer Kong's, or was closed.
      this.closed(uri);
      return;
    }
    // A newer version has its own turn, and an analysis is said once.
    if (this.#session.versionOf(uri) !== document.version || this.#pushed.get(uri) === document) return;
    const before = this.#pushed.get(uri);
    this.#pushed.set(uri, document);
    if (!this.#session.client.pullsDiagnostics && !this.#isSaid(document, before))
      await this.#connection.sendDiagnostics({
        uri,
        version: document.version,
        diagnostics: diagnosticsOf(document, this.#session.client),
      });
    this.#onPush(document);
  }

  /** Whether the client has these diagnostics of this version: a file nearby changed, and nothing that matters here. */
  #isSaid(document: DocumentAnalysis, before: DocumentAnalysis | undefined): boolean {
    if (before?.version !== document.version) return false;
    const [then, now] = [before, document].map((each) => diagnosticsOf(each, this.#session.client));
    return JSON.stringify(then) === JSON.stringify(now);
  }

  #fail(uri: string, error: unknown): void {
    const what = error instanceof Error ? error.name : "unknown error";
    this.#connection.console.error(`${uri} could not be analyzed (${what})`);
  }
}
