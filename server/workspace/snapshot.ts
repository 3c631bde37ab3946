import { decodeText } from "../../grammar/text/decode-text.ts";
import type { SourceFormat } from "../model/format.ts";
import type { Source } from "../model/source.ts";
import { SourceDocument } from "../model/source-document.ts";
import { FileError } from "../platform/file-error.ts";
import { isInside, joinPath, parentFolder } from "../platform/paths.ts";
import type { FileSystem } from "../platform/platform.ts";

/** A file to which another one refers, as it is read for that. */
export type ReferencedFile =
  | {
      readonly kind: "source";
      readonly source: Source;
      /** False for UTF-16, in which an edit would be a piece of another encoding. */
      readonly mayBeFixed: boolean;
    }
  | { readonly kind: "missing"; readonly wasRemoved?: true }
  | { readonly kind: "unreadable" | "outside" };

/** The format of a referenced file, and what decides whether a parsed source can be used again. */
export interface ReferencedAs {
  readonly absolute: string;
  /** As reports show it. */
  readonly shown: string;
  /** The same for all references that read a file in one way. */
  readonly kind: string;
  /** The folders of which files may be read, wherever symbolic links lead. */
  readonly roots: readonly string[];
  format(): Promise<SourceFormat>;
}

/** Larger files are not settings of anything. */
const MOST_BYTES = 4 * 1024 * 1024;
/** More files than these are read again where they are asked for again. */
const MOST_FILES = 1000;

/**
 * What the files of a workspace say at one moment: texts that an editor or a fix has, and for all others what is on disk. It is
 * immutable. A change makes another snapshot, which shares what was read of the files that did not change.
 */
export class Snapshot {
  readonly files: FileSystem;
  readonly #texts: ReadonlyMap<string, string>;
  /** Absolute paths of files that a change has removed. */
  readonly #removed: ReadonlySet<string>;
  /** By absolute path, then by the way in which the file is read. */
  readonly #read: Map<string, Map<string, Promise<ReferencedFile>>>;
  readonly #repositories: Map<string, Promise<string | undefined>>;

  private constructor(
    files: FileSystem,
    texts: ReadonlyMap<string, string>,
    removed: ReadonlySet<string>,
    from?: Snapshot,
  ) {
    this.files = files;
    this.#texts = texts;
    this.#removed = removed;
    this.#read = from === undefined ? new Map() : new Map(from.#read);
    this.#repositories = from === undefined ? new Map() : from.#repositories;
  }

  /**
   * The files as they are on disk.
   * @param removed absolute paths of files that a change has removed
   */
  static of(files: FileSystem, removed: ReadonlySet<string> = new Set()): Snapshot {
    return new Snapshot(files, new Map(), removed);
  }

  /** The same with another text of a file, whatever is on disk. */
  withText(absolute: string, text: string): Snapshot {
    return this.#without(absolute, new Map([...this.#texts, [absolute, text]]));
  }

  /** The same once a file has changed on disk, or an editor has closed it. */
  asOnDisk(absolute: string): Snapshot {
    const texts = new Map(this.#texts);
    texts.delete(absolute);
    return this.#without(absolute, texts);
  }

  /** The text that stands in place of a file on disk. */
  textOf(absolute: string): string | undefined {
    return this.#texts.get(absolute);
  }

  /** A file to which another one refers. */
  referenced(file: ReferencedAs): Promise<ReferencedFile> {
    const readings = this.#read.get(file.absolute) ?? new Map<string, Promise<ReferencedFile>>();
    const key = [file.kind, file.shown, ...file.roots].join("\n");
    const known = readings.get(key);
    if (known !== undefined) return known;
    const reading = this.#readFile(file);
    readings.set(key, reading);
    this.#read.set(file.absolute, readings);
    const [oldest] = this.#read.keys();
    if (this.#read.size > MOST_FILES && oldest !== undefined) this.#read.delete(oldest);
    return reading;
  }

  /** The names of the files in a folder, in order; none where it cannot be listed. */
  async names(folder: string): Promise<readonly string[]> {
    try {
      const entries = await this.files.list(folder);
      return entries.flatMap(({ name, kind }) => (kind === "folder" ? [] : [name]));
    } catch (error) {
      if (error instanceof FileError) return [];
      throw error;
    }
  }

  /** The folder of the repository that holds a path; undefined outside of one. */
  repositoryOf(path: string): Promise<string | undefined> {
    const folder = parentFolder(path);
    const known = this.#repositories.get(folder);
    if (known !== undefined) return known;
    const found = this.#findRepository(folder);
    this.#repositories.set(folder, found);
    return found;
  }

  async #findRepository(folder: string): Promise<string | undefined> {
    if ((await this.files.facts(joinPath(folder, ".git"))) !== undefined) return folder;
    return folder === parentFolder(folder) ? undefined : this.repositoryOf(folder);
  }

  #without(absolute: string, texts: ReadonlyMap<string, string>): Snapshot {
    const next = new Snapshot(this.files, texts, this.#removed, this);
    next.#read.delete(absolute);
    return next;
  }

  async #readFile({ absolute, shown, roots, format }: ReferencedAs): Promise<ReferencedFile> {
    const mayRead = (path: string) => roots.some((root) => isInside(root, path));
    if (!mayRead(absolute)) return { kind: "outside" };
    const own = this.#texts.get(absolute);
    if (own !== undefined) {
      const source = (await format()).parse(new SourceDocument(shown, own));
      return { kind: "source", source, mayBeFixed: true };
    }
    const facts = await this.files.facts(absolute);
    if (facts === undefined)
      return this.#removed.has(absolute) ? { kind: "missing", wasRemoved: true } : { kind: "missing" };
    if (facts.kind !== "file" || facts.size > MOST_BYTES) return { kind: "unreadable" };
    try {
      if (!mayRead(await this.files.target(absolute))) return { kind: "outside" };
      const { text, encoding } = decodeText(await this.files.read(absolute, MOST_BYTES));
      if (encoding === "binary") return { kind: "unreadable" };
      const source = (await format()).parse(new SourceDocument(shown, text));
      return { kind: "source", source, mayBeFixed: encoding === "utf-8" };
    } catch (error) {
      if (error instanceof FileError) return { kind: "unreadable" };
      throw error;
    }
  }
}
