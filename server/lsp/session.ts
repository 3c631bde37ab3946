import type {
  DidChangeTextDocumentParams,
  DidOpenTextDocumentParams,
  TextDocumentIdentifier,
} from "vscode-languageserver";
import { isInside, parentFolder } from "../platform/paths.ts";
import type { FolderEntry } from "../platform/platform.ts";
import type { Engine } from "../workspace/file-settings.ts";
import type { ClientSupport } from "./client-support.ts";
import { DocumentAnalyses } from "./document-analyses.ts";
import type { DocumentAnalysis, WorkspaceDocument } from "./document-analysis.ts";
import type { SettingsText } from "./feature.ts";
import { candidatesIn, entriesOf } from "./folder-files.ts";
import { LinkedDocuments } from "./linked-documents.ts";
import { changeDocument, openDocument } from "./open-document.ts";
import { OpenDocuments } from "./open-documents.ts";
import type { ServerHost } from "./server-host.ts";
import { SettingsStore, type SettingsStoreDeps } from "./settings-store.ts";
import { settingsTextOf } from "./settings-text.ts";
import { pathOfUri, uriOfPath } from "./uri.ts";
import { WorkspaceFiles } from "./workspace-files.ts";
import type { WorkspaceFolders } from "./workspace-folders.ts";

/** What a session stands on. */
export interface SessionDeps extends Pick<SettingsStoreDeps, "ask" | "complain" | "note" | "watch"> {
  readonly host: ServerHost;
  readonly client: ClientSupport;
  readonly folders: WorkspaceFolders;
  /** Loaded while the client is still busy with the answer to `initialize`. */
  engine(): Promise<Engine>;
}

/** A file of the workspace by its name alone. */
export type WorkspaceFile = Pick<WorkspaceDocument, "uri" | "path" | "isOpen">;

/**
 * What a server knows: the documents of the editor, the files and settings of the workspace, and one analysis of each
 * version under each state of the settings, however many ask for it.
 */
export class Session {
  readonly client: ClientSupport;
  readonly #deps: SessionDeps;
  readonly #documents = new OpenDocuments();
  readonly #analyses: DocumentAnalyses;
  readonly #settings: SettingsStore;
  readonly #files: WorkspaceFiles;
  readonly #links: LinkedDocuments;
  #folders: WorkspaceFolders;
  /** Counts the states of the settings. */
  #settingsState = 0;

  constructor(deps: SessionDeps) {
    this.client = deps.client;
    this.#deps = deps;
    this.#folders = deps.folders;
    this.#links = new LinkedDocuments({
      files: deps.host.files,
      workingFolderOf: (path) => this.#folders.workingFolderOf(path),
      settingsOf: (path) => this.#settings.of(uriOfPath(path)),
      watch: (path) => deps.watch(path),
    });
    this.#files = new WorkspaceFiles({
      encoding: deps.client.encoding,
      find: (folder) => deps.host.findSources(folder, (path) => this.#settings.namesFormatOf(path)),
      open: (source) => this.#links.open(source),
    });
    this.#settings = new SettingsStore({
      host: deps.host,
      folders: () => this.#folders,
      ask: deps.ask,
      complain: deps.complain,
      note: deps.note,
      watch: deps.watch,
    });
    this.#analyses = new DocumentAnalyses({
      documents: this.#documents,
      links: this.#links,
      settingsOf: (uri) => this.#settings.of(uri),
      settingsState: () => this.#settingsState,
      engine: deps.engine,
    });
  }

  get folders(): WorkspaceFolders {
    return this.#folders;
  }

  /** The addresses of the documents that are open, those of other programs included. */
  get openUris(): readonly string[] {
    return this.#documents.uris;
  }

  /** @returns the open documents that draw on this one */
  open({ textDocument }: DidOpenTextDocumentParams): readonly string[] {
    const { uri, languageId, version, text } = textDocument;
    const path = this.#folders.shown(uri);
    const { encoding } = this.client;
    this.#documents.keep(openDocument({ uri, languageId, version, text, path, encoding }));
    return this.#textChanged(uri, text);
  }

  /**
   * A change of a document that is not open is passed over.
   * @returns the open documents that draw on this one
   */
  change({ textDocument, contentChanges }: DidChangeTextDocumentParams): readonly string[] {
    const before = this.#documents.get(textDocument.uri);
    if (before === undefined) return [];
    const version = textDocument.version ?? before.version;
    const changed = changeDocument(before, contentChanges, version);
    this.#documents.keep(changed);
    return this.#textChanged(textDocument.uri, changed.source.text);
  }

  /** @returns the open documents that draw on this one */
  close({ uri }: TextDocumentIdentifier): readonly string[] {
    this.#documents.drop(uri);
    this.#analyses.drop(uri);
    this.#links.drop(uri);
    this.#settings.drop(uri);
    // What is on disk may be what was saved just now.
    return this.fileChanged(uri);
  }

  /** @param text undefined: what is on disk counts */
  #textChanged(uri: string, text: string | undefined): readonly string[] {
    const path = pathOfUri(uri);
    if (path === undefined) return [];
    const dependents = this.#links.textChanged(path, text);
    for (const each of dependents) {
      const file = this.#documents.has(each) ? undefined : pathOfUri(each);
      if (file !== undefined) this.#files.relink(file);
    }
    return dependents.filter((each) => this.#documents.has(each));
  }

  /** The version of a document that is open. */
  versionOf(uri: string): number | undefined {
    return this.#documents.get(uri)?.version;
  }

  /** Settings of the editor or settings files may have changed. */
  settingsChanged(): void {
    this.#settings.forget();
    this.#links.settingsChanged();
    this.#settingsState++;
    // They may name other formats.
    this.#files.forget();
  }

  /**
   * A file on disk was made, changed or deleted.
   * @returns the open documents that draw on it, or to which it may tell their release
   */
  fileChanged(uri: string): readonly string[] {
    const path = pathOfUri(uri);
    if (path === undefined) return [];
    this.#files.forget(path);
    const drawing = this.#documents.has(uri) ? [] : this.#textChanged(uri, undefined);
    const told = this.#links.besideChanged(path);
    for (const each of told) this.#analyses.drop(each);
    return [...new Set([...drawing, ...told])];
  }

  /** Whether settings stand on a file, so that they may be others once it has changed. */
  isSettingsSource(uri: string): boolean {
    const path = pathOfUri(uri);
    return path !== undefined && this.#settings.comeFrom(path);
  }

  foldersChanged(added: readonly string[], removed: readonly string[]): void {
    this.#folders = this.#folders.changed(added, removed);
    this.settingsChanged();
  }

  /** The analysis of the version that is current once it is done; undefined for what is not open or not Kong's. */
  analysis(uri: string): Promise<DocumentAnalysis | undefined> {
    return this.#analyses.of(uri);
  }

  /** The files of {@link workspace}, unread. */
  async workspaceFiles(): Promise<readonly WorkspaceFile[]> {
    const open = this.#documents.files();
    const closed = (await this.#files.paths(this.#folders)).filter((path) => !open.has(path));
    return [
      ...[...open.values()].map(({ uri, path }) => ({ uri, path, isOpen: true })),
      ...closed.map((path) => ({ uri: uriOfPath(path), path, isOpen: false })),
    ].sort(byPath);
  }

  /** A text that is another one once a file that is not open, or its settings, may have changed. */
  stateOf({ path }: WorkspaceFile): string {
    return `${this.#settingsState}.${this.#files.stateOf(path)}`;
  }

  /**
   * The analysis of a file of the workspace: of its document where it is open, else as it is on disk. The latter is not
   * kept, for a workspace may have many.
   */
  async analysisOf(file: WorkspaceFile): Promise<DocumentAnalysis | undefined> {
    if (file.isOpen) return this.analysis(file.uri);
    const document = await this.#files.file(file.path, this.#folders);
    if (document === undefined) return undefined;
    const { positions, linked } = document;
    return this.#analyses.analyze({ uri: file.uri, version: 0, positions, linked });
  }

  /** All configuration of the workspace folders and the editor, in the order of the paths. */
  async workspace(): Promise<readonly WorkspaceDocument[]> {
    const open = this.#documents.files();
    const paths = (await this.#files.paths(this.#folders)).filter((path) => !open.has(path));
    const closed = await Promise.all(paths.map((path) => this.#files.file(path, this.#folders)));
    return [...open.values(), ...closed].filter((each) => each !== undefined).sort(byPath);
  }

  /** The other configuration in the folder of a document. */
  async neighbours(uri: string): Promise<readonly WorkspaceDocument[]> {
    const path = pathOfUri(uri);
    if (path === undefined) return [];
    const open = this.#documents.files();
    const paths = (await candidatesIn(parentFolder(path), this.#deps.host.files)).filter(
      (each) => each !== path,
    );
    const found = await Promise.all(
      paths.map((each) => open.get(each) ?? this.#files.file(each, this.#folders)),
    );
    return found.filter((each) => each !== undefined);
  }

  /** The settings file behind a document as it is on disk, or where a new one would go; undefined where neither may be changed. */
  async settingsText(uri: string): Promise<SettingsText | undefined> {
    if (pathOfUri(uri) === undefined) return undefined;
    const settings = await this.#settings.of(uri);
    return settingsTextOf(settings, this.#folders.scopeOf(uri), this.#deps.host.files);
  }

  /** Whether a file stands at an absolute path of this machine. */
  async isFile(path: string): Promise<boolean> {
    return (await this.#deps.host.files.facts(path))?.kind === "file";
  }

  /** What is in a folder, where that is of the workspace of a document. */
  async folderEntries(uri: string, folder: string): Promise<readonly FolderEntry[]> {
    const path = pathOfUri(uri);
    if (path === undefined || !isInside(this.#folders.workingFolderOf(path), folder)) return [];
    return entriesOf(folder, this.#deps.host.files);
  }
}

function byPath(a: { readonly path: string }, b: { readonly path: string }): number {
  return a.path < b.path ? -1 : a.path > b.path ? 1 : 0;
}
