import { mayHoldKong } from "../formats/detect.ts";
import type { LinkedSource } from "../model/config-unit.ts";
import { baseName } from "../platform/paths.ts";
import type { FileSystem } from "../platform/platform.ts";
import { type Beside, isNothing, NOTHING_BESIDE } from "../workspace/beside.ts";
import type { FileSettings } from "../workspace/file-settings.ts";
import { Snapshot } from "../workspace/snapshot.ts";
import type { SourcePath } from "../workspace/source-path.ts";
import { isRunByOthers } from "../workspace/users-beside.ts";
import { isForOthers } from "../workspace/variables-beside.ts";
import { Workspace } from "../workspace/workspace.ts";
import { KnownBeside } from "./known-beside.ts";
import { LinkedFiles } from "./linked-files.ts";
import { pathOfUri, uriOfPath } from "./uri.ts";

/** Where documents and the files around them come from. */
export interface LinkedDocumentsDeps {
  readonly files: FileSystem;
  /** The working folder of the file at an absolute path. */
  workingFolderOf(path: string): string;
  /** The settings of the file at an absolute path. */
  settingsOf(path: string): Promise<FileSettings>;
  /** Has the client tell when the file at an absolute path changes. */
  watch(path: string): void;
}

/**
 * Links documents with the files around them: those to which they refer, as they are in the editor or else on disk, and those that
 * tell which release of Kong runs them, or that no Kong does. Keeps what a change of such a file makes out of date.
 */
export class LinkedDocuments {
  readonly #deps: LinkedDocumentsDeps;
  readonly #links = new LinkedFiles();
  readonly #beside = new KnownBeside();
  /** Texts of the editor, over what is on disk. */
  #snapshot: Snapshot;

  constructor(deps: LinkedDocumentsDeps) {
    this.#deps = deps;
    this.#snapshot = Snapshot.of(deps.files);
  }

  /**
   * A text of the editor is another one.
   * @param text undefined: what is on disk counts
   * @returns the addresses of the documents and files that draw on it
   */
  textChanged(path: string, text: string | undefined): readonly string[] {
    this.#snapshot = text === undefined ? this.#snapshot.asOnDisk(path) : this.#snapshot.withText(path, text);
    return this.#links.changed(path);
  }

  /** @returns the addresses of the documents to which a file that changed on disk may tell something else */
  besideChanged(path: string): readonly string[] {
    return mayHoldKong(baseName(path)) ? this.#beside.forget() : [];
  }

  /** Settings have changed, which may say the release of any document. */
  settingsChanged(): void {
    this.#beside.forget();
  }

  drop(uri: string): void {
    this.#links.drop(uri);
    this.#beside.drop(uri);
  }

  /** Another number once something that a document draws on has changed. */
  stateOf(uri: string): number {
    return this.#links.stateOf(uri);
  }

  /**
   * A document with what surrounds it.
   * @param isCurrent whether the result is still of use
   */
  async link(
    linked: LinkedSource,
    uri: string,
    settings: FileSettings,
    isCurrent: () => boolean,
  ): Promise<LinkedSource> {
    const path = pathOfUri(uri);
    const beside = path === undefined ? NOTHING_BESIDE : await this.#besideOf(linked, uri, path, settings);
    const isOthers = isForOthers(beside.uses, linked);
    if (path === undefined || isOthers || (linked.references.length === 0 && isNothing(beside))) {
      this.#links.drop(uri);
      return isOthers ? { ...linked, units: [] } : linked;
    }
    for (;;) {
      const snapshot = this.#snapshot;
      const resolved = await this.#workspaceFor(path).link(linked.source, path, settings, beside);
      // What changed meanwhile may be one of the files that were just found.
      if (snapshot !== this.#snapshot && isCurrent()) continue;
      this.#noteLinks(uri, resolved.references);
      return resolved.linked;
    }
  }

  /** A file of the workspace; undefined for one that is not Kong's, or cannot be read. */
  async open(source: SourcePath): Promise<LinkedSource | undefined> {
    const { absolute } = source;
    const { opened } = await this.#workspaceFor(absolute).open(source);
    if (opened.kind !== "opened") return undefined;
    this.#noteLinks(uriOfPath(absolute), opened.source.references);
    this.#deps.watch(absolute);
    return opened.source.linked;
  }

  async #besideOf(linked: LinkedSource, uri: string, path: string, settings: FileSettings): Promise<Beside> {
    if (!isRunByOthers(linked)) return NOTHING_BESIDE;
    return this.#beside.of(uri, () => this.#workspaceFor(path).beside(path, linked, settings));
  }

  #workspaceFor(path: string): Workspace {
    return new Workspace({
      snapshot: this.#snapshot,
      folder: this.#deps.workingFolderOf(path),
      settings: (each) => this.#deps.settingsOf(each),
    });
  }

  #noteLinks(uri: string, references: ReadonlySet<string>): void {
    this.#links.set(uri, references);
    for (const path of references) this.#deps.watch(path);
  }
}
