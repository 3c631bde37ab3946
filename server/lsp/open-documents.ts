import type { WorkspaceDocument } from "./document-analysis.ts";
import type { OpenDocument } from "./open-document.ts";
import { pathOfUri } from "./uri.ts";

/** The documents of an editor, each in its current version. */
export class OpenDocuments {
  readonly #documents = new Map<string, OpenDocument>();

  /** The addresses of all of them, those of other programs included. */
  get uris(): readonly string[] {
    return [...this.#documents.keys()];
  }

  get(uri: string): OpenDocument | undefined {
    return this.#documents.get(uri);
  }

  has(uri: string): boolean {
    return this.#documents.has(uri);
  }

  /** A document whose format is being loaded is replaced once that is done, unless another version has come. */
  keep(document: OpenDocument): void {
    this.#documents.set(document.uri, document);
    void document.loading?.then((loaded) => {
      if (this.#documents.get(document.uri) === document) this.#documents.set(document.uri, loaded);
    });
  }

  drop(uri: string): void {
    this.#documents.delete(uri);
  }

  /** Those that are configuration of Kong in a file, by absolute path. */
  files(): ReadonlyMap<string, WorkspaceDocument> {
    const files = new Map<string, WorkspaceDocument>();
    for (const { uri, linked, positions } of this.#documents.values()) {
      const path = pathOfUri(uri);
      const unit = linked?.units[0];
      if (path !== undefined && linked !== undefined && unit !== undefined)
        files.set(path, { uri, path, linked, unit, positions, isOpen: true });
    }
    return files;
  }
}
