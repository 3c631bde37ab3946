import type {
  DidChangeTextDocumentParams,
  DidOpenTextDocumentParams,
  TextDocumentIdentifier,
} from "vscode-languageserver";
import { decodeText } from "../../grammar/text/decode-text.ts";
import { isCandidateName } from "../formats/detect.ts";
import type { LinkedSource } from "../model/config-unit.ts";
import { FileError } from "../platform/file-error.ts";
import { isInside, joinPath, parentFolder } from "../platform/paths.ts";
import type { FolderEntry } from "../platform/platform.ts";
import { SETTINGS_NAMES } from "../settings/discover-settings.ts";
import { type Engine, lintWith } from "../workspace/file-settings.ts";
import type { ClientSupport } from "./client-support.ts";
import type { DocumentAnalysis, WorkspaceDocument } from "./document-analysis.ts";
import type { SettingsText } from "./feature.ts";
import { LinkedDocuments } from "./linked-documents.ts";
import { changeDocument, type OpenDocument, openDocument, withFormat } from "./open-document.ts";
import type { ServerHost } from "./server-host.ts";
import { SettingsStore, type SettingsStoreDeps } from "./settings-store.ts";
import { pathOfUri, uriOfPath } from "./uri.ts";
import { WorkspaceFiles } from "./workspace-files.ts";
import type { WorkspaceFolders } from "./workspace-folders.ts";

/** Editors show no more of one document: VS Code leaves out the others. To place, mask and verify them all would take seconds. */
const MOST_FINDINGS = 1000;

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

/** An analysis that was begun, and all that it depends on. */
interface Begun {
  readonly of: OpenDocument;
  readonly settings: number;
  /** The state of the files on which the document draws. */
  readonly files: number;
  readonly analysis: Promise<DocumentAnalysis | undefined>;
}

/**
 * What a server knows: the documents of the editor, the files and settings of the workspace, and one analysis of each
 * version under each state of the settings, however many ask for it.
 */
export class Session {
  readonly client: ClientSupport;
  readonly #means: SessionDeps;
  readonly #documents = new Map<string, OpenDocument>();
  readonly #begun = new Map<string, Begun>();
  readonly #settings: SettingsStore;
  readonly #files: WorkspaceFiles;
  readonly #links: LinkedDocuments;
  #folders: WorkspaceFolders;
  /** Counts the states of the settings. */
  #settingsState = 0;

  constructor(means: SessionDeps) {
    this.client = means.client;
    this.#means = means;
    this.#folders = means.folders;
    this.#links = new LinkedDocuments({
      files: means.host.files,
      workingFolderOf: (path) => this.#folders.workingFolderOf(path),
      settingsOf: (path) => this.#settings.of(uriOfPath(path)),
      watch: (path) => means.watch(path),
    });
    this.#files = new WorkspaceFiles({
      encoding: means.client.encoding,
      find: (folder) => means.host.findSources(folder, (path) => this.#settings.namesFormatOf(path)),
      open: (source) => this.#links.open(source),
    });
    this.#settings = new SettingsStore({
      host: means.host,
      folders: () => this.#folders,
      ask: means.ask,
      complain: means.complain,
      note: means.note,
      watch: means.watch,
    });
  }

  get folders(): WorkspaceFolders {
    return this.#folders;
  }

  /** The addresses of the documents that are open, those of other programs included. */
  get openUris(): readonly string[] {
    return [...this.#documents.keys()];
  }

  /** @returns the open documents that draw on this one */
  open({ textDocument }: DidOpenTextDocumentParams): readonly string[] {
    const { uri, languageId, version, text } = textDocument;
    const path = this.#folders.shown(uri);
    const { encoding } = this.client;
    this.#keep(openDocument({ uri, languageId, version, text, path, encoding }));
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
    this.#keep(changed);
    return this.#textChanged(textDocument.uri, changed.source.text);
  }

  /** A document whose format is being loaded is replaced once that is done, unless another version has come. */
  #keep(document: OpenDocument): void {
    this.#documents.set(document.uri, document);
    void document.loading?.then((loaded) => {
      if (this.#documents.get(document.uri) === document) this.#documents.set(document.uri, loaded);
    });
  }

  /** @returns the open documents that draw on this one */
  close({ uri }: TextDocumentIdentifier): readonly string[] {
    this.#documents.delete(uri);
    this.#begun.delete(uri);
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
    const told = this.#links.releasesChanged(path);
    for (const each of told) this.#begun.delete(each);
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
  async analysis(uri: string): Promise<DocumentAnalysis | undefined> {
    const document = this.#documents.get(uri);
    if (document?.loading !== undefined) {
      await document.loading;
      return this.analysis(uri);
    }
    return document && this.#analyze(document);
  }

  /** The files of {@link workspace}, unread. */
  async workspaceFiles(): Promise<readonly WorkspaceFile[]> {
    const open = this.#openFiles();
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
    const [engine, settings] = await Promise.all([this.#means.engine(), this.#settings.of(file.uri)]);
    const source = { uri: file.uri, version: 0, positions: document.positions, linked: document.linked };
    return {
      ...source,
      analysis: await lintWith(engine, source.linked, placeOf(source), settings, MOST_FINDINGS),
      settings,
    };
  }

  /** All configuration of the workspace folders and the editor, in the order of the paths. */
  async workspace(): Promise<readonly WorkspaceDocument[]> {
    const open = this.#openFiles();
    const paths = (await this.#files.paths(this.#folders)).filter((path) => !open.has(path));
    const closed = await Promise.all(paths.map((path) => this.#files.file(path, this.#folders)));
    return [...open.values(), ...closed].filter((each) => each !== undefined).sort(byPath);
  }

  /** The other configuration in the folder of a document. */
  async neighbours(uri: string): Promise<readonly WorkspaceDocument[]> {
    const path = pathOfUri(uri);
    if (path === undefined) return [];
    const open = this.#openFiles();
    const paths = (await this.#listFolder(parentFolder(path))).filter((each) => each !== path);
    const found = await Promise.all(
      paths.map((each) => open.get(each) ?? this.#files.file(each, this.#folders)),
    );
    return found.filter((each) => each !== undefined);
  }

  /** The settings file behind a document as it is on disk, or where a new one would go; undefined where neither may be changed. */
  async settingsText(uri: string): Promise<SettingsText | undefined> {
    const path = pathOfUri(uri);
    if (path === undefined) return undefined;
    const { file, isBroken } = await this.#settings.of(uri);
    if (isBroken) return undefined;
    if (file === undefined) return this.#newSettings(this.#folders.scopeOf(uri));
    try {
      const { text } = decodeText(await this.#means.host.files.read(file));
      return { uri: uriOfPath(file), text };
    } catch (error) {
      if (error instanceof FileError) return undefined;
      throw error;
    }
  }

  /** A file that came since the settings were read is not written over. */
  async #newSettings(folder: string): Promise<SettingsText | undefined> {
    const paths = SETTINGS_NAMES.map((name) => joinPath(folder, name));
    const known = await Promise.all(paths.map((path) => this.#means.host.files.facts(path)));
    const [first] = paths;
    if (first === undefined || known.some((facts) => facts !== undefined)) return undefined;
    return { uri: uriOfPath(first), text: undefined };
  }

  /** Whether a file stands at an absolute path of this machine. */
  async isFile(path: string): Promise<boolean> {
    return (await this.#means.host.files.facts(path))?.kind === "file";
  }

  /** What is in a folder, where that is of the workspace of a document. */
  async folderEntries(uri: string, folder: string): Promise<readonly FolderEntry[]> {
    const path = pathOfUri(uri);
    if (path === undefined || !isInside(this.#folders.workingFolderOf(path), folder)) return [];
    return this.#list(folder);
  }

  async #list(folder: string): Promise<readonly FolderEntry[]> {
    try {
      return await this.#means.host.files.list(folder);
    } catch (error) {
      if (error instanceof FileError) return [];
      throw error;
    }
  }

  async #listFolder(folder: string): Promise<readonly string[]> {
    const entries = await this.#list(folder);
    return entries
      .filter(({ kind, name }) => kind === "file" && isCandidateName(name))
      .map(({ name }) => joinPath(folder, name));
  }

  #openFiles(): ReadonlyMap<string, WorkspaceDocument> {
    const files = new Map<string, WorkspaceDocument>();
    for (const { uri, linked, positions } of this.#documents.values()) {
      const path = pathOfUri(uri);
      const unit = linked?.units[0];
      if (path !== undefined && linked !== undefined && unit !== undefined)
        files.set(path, { uri, path, linked, unit, positions, isOpen: true });
    }
    return files;
  }

  #analyze(document: OpenDocument): Promise<DocumentAnalysis | undefined> {
    const { uri } = document;
    const known = this.#begun.get(uri);
    const settings = this.#settingsState;
    const files = this.#links.stateOf(uri);
    if (known?.of === document && known.settings === settings && known.files === files) return known.analysis;
    // While settings and files are on their way another edit may come: its analysis serves everyone.
    const isCurrent = () =>
      this.#documents.get(uri) === document &&
      this.#settingsState === settings &&
      this.#links.stateOf(uri) === files;
    const analysis = this.#run(document, isCurrent);
    this.#begun.set(uri, { of: document, settings, files, analysis });
    analysis.catch(() => this.#begun.delete(uri));
    return analysis;
  }

  async #run(document: OpenDocument, isCurrent: () => boolean): Promise<DocumentAnalysis | undefined> {
    const { uri, version, positions } = document;
    const [engine, settings] = await Promise.all([this.#means.engine(), this.#settings.of(uri)]);
    if (!isCurrent()) return this.analysis(uri);
    const { format } = settings.resolved;
    if (format?.value !== document.format?.value) {
      this.#keep(withFormat(document, format));
      return this.analysis(uri);
    }
    if (document.linked === undefined) return undefined;
    const linked = await this.#links.link(document.linked, uri, settings, isCurrent);
    if (!isCurrent()) return this.analysis(uri);
    if (linked.units.length === 0) return undefined;
    const source = { uri, version, positions, linked };
    return {
      ...source,
      analysis: await lintWith(engine, linked, placeOf(source), settings, MOST_FINDINGS),
      settings,
    };
  }
}

function byPath(a: { readonly path: string }, b: { readonly path: string }): number {
  return a.path < b.path ? -1 : a.path > b.path ? 1 : 0;
}

type Source = Pick<DocumentAnalysis, "uri" | "version" | "positions"> & { readonly linked: LinkedSource };

/** The absolute path of a document, or what stands for it where it is not a file of this machine. */
function placeOf({ uri, linked }: Source): string {
  return pathOfUri(uri) ?? linked.source.document.path;
}
