import type { LinkedSource } from "../model/config-unit.ts";
import { type Engine, lintWith } from "../workspace/file-settings.ts";
import type { DocumentAnalysis } from "./document-analysis.ts";
import type { LinkedDocuments } from "./linked-documents.ts";
import { type OpenDocument, withFormat } from "./open-document.ts";
import type { OpenDocuments } from "./open-documents.ts";
import type { StoredSettings } from "./settings-store.ts";
import { pathOfUri } from "./uri.ts";

/** Editors show no more of one document: VS Code leaves out the others. To place, mask and verify them all would take seconds. */
const MOST_FINDINGS = 1000;

/** What analyses stand on. */
interface AnalysesDeps {
  readonly documents: OpenDocuments;
  readonly links: LinkedDocuments;
  settingsOf(uri: string): Promise<StoredSettings>;
  /** Counts the states of the settings. */
  settingsState(): number;
  engine(): Promise<Engine>;
}

/** A text and its processes. */
type AnalyzedText = Pick<DocumentAnalysis, "uri" | "version" | "positions"> & {
  readonly linked: LinkedSource;
};

/** An analysis that was begun, and all that it depends on. */
interface Begun {
  readonly of: OpenDocument;
  readonly settings: number;
  /** The state of the files on which the document draws. */
  readonly files: number;
  readonly analysis: Promise<DocumentAnalysis | undefined>;
}

/** One analysis of each version of a document under each state of settings and files, however many ask for it. */
export class DocumentAnalyses {
  readonly #deps: AnalysesDeps;
  readonly #begun = new Map<string, Begun>();

  constructor(deps: AnalysesDeps) {
    this.#deps = deps;
  }

  drop(uri: string): void {
    this.#begun.delete(uri);
  }

  /** The analysis of the version that is current once it is done; undefined for what is not open or not Kong's. */
  async of(uri: string): Promise<DocumentAnalysis | undefined> {
    const document = this.#deps.documents.get(uri);
    if (document?.loading !== undefined) {
      await document.loading;
      return this.of(uri);
    }
    return document && this.#analyze(document);
  }

  /** The analysis of a text that is not open, which is not kept. */
  async analyze(source: AnalyzedText): Promise<DocumentAnalysis> {
    return this.#lint(source, await this.#deps.settingsOf(source.uri));
  }

  async #lint(source: AnalyzedText, settings: StoredSettings): Promise<DocumentAnalysis> {
    const engine = await this.#deps.engine();
    const analysis = await lintWith(engine, source.linked, placeOf(source), settings, MOST_FINDINGS);
    return { ...source, analysis, settings };
  }

  #analyze(document: OpenDocument): Promise<DocumentAnalysis | undefined> {
    const { uri } = document;
    const known = this.#begun.get(uri);
    const settings = this.#deps.settingsState();
    const files = this.#deps.links.stateOf(uri);
    if (known?.of === document && known.settings === settings && known.files === files) return known.analysis;
    // While settings and files are on their way another edit may come: its analysis serves everyone.
    const isCurrent = () =>
      this.#deps.documents.get(uri) === document &&
      this.#deps.settingsState() === settings &&
      this.#deps.links.stateOf(uri) === files;
    const analysis = this.#run(document, isCurrent);
    this.#begun.set(uri, { of: document, settings, files, analysis });
    analysis.catch(() => this.#begun.delete(uri));
    return analysis;
  }

  async #run(document: OpenDocument, isCurrent: () => boolean): Promise<DocumentAnalysis | undefined> {
    const { uri, version, positions } = document;
    const { engine, settingsOf } = this.#deps;
    const [, settings] = await Promise.all([engine(), settingsOf(uri)]);
    if (!isCurrent()) return this.of(uri);
    const { format } = settings.resolved;
    if (format?.value !== document.format?.value) {
      this.#deps.documents.keep(withFormat(document, format));
      return this.of(uri);
    }
    if (document.linked === undefined) return undefined;
    const linked = await this.#deps.links.link(document.linked, uri, settings, isCurrent);
    if (!isCurrent()) return this.of(uri);
    if (linked.units.length === 0) return undefined;
    return this.#lint({ uri, version, positions, linked }, settings);
  }
}

/** The absolute path of a document, or what stands for it where it is not a file of this machine. */
function placeOf({ uri, linked }: AnalyzedText): string {
  return pathOfUri(uri) ?? linked.source.document.path;
}
