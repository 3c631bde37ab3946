import { decodeText } from "../../grammar/text/decode-text.ts";
import { dotenv } from "../formats/dotenv/format.ts";
import { kongConf } from "../formats/kong-conf/format.ts";
import { linkSource } from "../formats/read-unit.ts";
import { loadDockerfileFormat } from "../formats/registry.ts";
import type { LinkedSource } from "../model/config-unit.ts";
import type { LinkContext, Reference, Resolved, SourceFormat, Surroundings } from "../model/format.ts";
import type { SourceId } from "../model/location.ts";
import type { Source } from "../model/source.ts";
import { SourceDocument } from "../model/source-document.ts";
import { FileError } from "../platform/file-error.ts";
import { isInside, joinPath, parentFolder } from "../platform/paths.ts";
import type { FileSystem } from "../platform/platform.ts";

/** Where a source is, and what may be read beside it. */
export interface ReferenceMeans {
  readonly files: FileSystem;
  /** The absolute path of the source. */
  readonly path: string;
  /** The working folder, absolute. */
  readonly folder: string;
  readonly surroundings?: Surroundings;
}

/** A source with its processes, and the way to link another text of it with the same files. */
export interface ResolvedSource {
  readonly linked: LinkedSource;
  /** A file to which only the other text refers is not read. */
  link(document: SourceDocument): LinkedSource;
}

/** Files refer to files that refer to files; more rounds only come from files that change while they are read. */
const MOST_ROUNDS = 20;
const MOST_FILES = 500;
const MOST_BYTES = 4 * 1024 * 1024;

/**
 * Links a source with the files to which it refers: environment files, Compose files, Dockerfiles, a mounted kong.conf. Only files of
 * the repository that holds the source, and of the working folder, are read.
 */
export async function linkWithReferences(
  document: SourceDocument,
  format: SourceFormat,
  means: ReferenceMeans,
): Promise<ResolvedSource> {
  const reader = new ReferenceReader(document.path, means);
  const source = format.parse(document);
  let linked = linkSource(source, reader.context(source));
  for (let round = 0; round < MOST_ROUNDS && reader.hasPending; round++) {
    await reader.readPending();
    linked = linkSource(source, reader.context(source));
  }
  return {
    linked,
    link: (other) => {
      const changed = format.parse(other);
      return linkSource(changed, reader.context(changed));
    },
  };
}

/** A file to be read, and how. */
interface PendingFile {
  readonly id: SourceId;
  readonly absolute: string;
  readonly role: Reference["role"];
  readonly format: SourceFormat;
}

class ReferenceReader {
  readonly #means: ReferenceMeans;
  readonly #origin: SourceId;
  readonly #resolved = new Map<string, Resolved>();
  readonly #pending = new Map<string, PendingFile>();
  /** The folder that holds all that may be read; undefined as long as nobody asked. */
  #root: string | undefined;

  constructor(origin: SourceId, means: ReferenceMeans) {
    this.#origin = origin;
    this.#means = means;
  }

  get hasPending(): boolean {
    return this.#pending.size > 0;
  }

  context(source: Source): LinkContext {
    return {
      surroundings: this.#means.surroundings ?? {},
      resolve: (reference, from) => this.#resolve(reference, from, source),
    };
  }

  #resolve({ path, role }: Reference, from: Source, own: Source): Resolved {
    if (/^[~]|^[A-Za-z]:[\\/]|\\/.test(path)) return { kind: "outside" };
    const base = idWithoutFence(from.document.path);
    const id = path.startsWith("/") ? path : joinPath(parentFolder(base), path);
    const absolute = this.#absoluteOf(path, base);
    if (absolute === this.#means.path) return { kind: "source", source: own };
    const key = `${absolute}\n${kindOf(role)}`;
    const known = this.#resolved.get(key);
    if (known !== undefined) return known;
    if (this.#resolved.size + this.#pending.size >= MOST_FILES) return { kind: "unreadable" };
    this.#pending.set(key, { id: id as SourceId, absolute, role, format: from.format });
    return { kind: "pending" };
  }

  /** Paths of sources are shown relative to the working folder, or absolute. */
  #absoluteOf(path: string, base: string): string {
    if (path.startsWith("/")) return joinPath("/", path);
    const own = idWithoutFence(this.#origin);
    const folder =
      base === own ? parentFolder(this.#means.path) : parentFolder(joinPath(this.#means.folder, base));
    return joinPath(folder, path);
  }

  async readPending(): Promise<void> {
    const files = [...this.#pending];
    this.#pending.clear();
    this.#root ??= await repositoryOf(this.#means.path, this.#means.files);
    for (const [key, file] of files) this.#resolved.set(key, await this.#read(file));
  }

  async #read(file: PendingFile): Promise<Resolved> {
    const { files, folder } = this.#means;
    const mayRead = [this.#root, folder].some((each) => each !== undefined && isInside(each, file.absolute));
    if (!mayRead) return { kind: "outside" };
    const facts = await files.facts(file.absolute);
    if (facts === undefined) return { kind: "missing" };
    if (facts.kind !== "file" || facts.size > MOST_BYTES) return { kind: "unreadable" };
    try {
      // A link may lead elsewhere.
      const target = await files.target(file.absolute);
      if (![this.#root, folder].some((each) => each !== undefined && isInside(each, target)))
        return { kind: "outside" };
      const { text, encoding } = decodeText(await files.read(file.absolute, MOST_BYTES));
      if (encoding === "binary") return { kind: "unreadable" };
      const format = await formatOf(file);
      return { kind: "source", source: format.parse(new SourceDocument(file.id, text)) };
    } catch (error) {
      if (error instanceof FileError) return { kind: "unreadable" };
      throw error;
    }
  }
}

/** The format in which the source of a reference is read: who refers to a file says what it is. */
async function formatOf({ role, format }: PendingFile): Promise<SourceFormat> {
  switch (role) {
    case "layer":
    case "interpolation":
      return dotenv;
    case "definition":
      return format;
    case "file-channel":
      return kongConf;
    case "image":
      return loadDockerfileFormat();
  }
}

/** Roles that read a file in the same way. */
function kindOf(role: Reference["role"]): string {
  return role === "interpolation" ? "layer" : role;
}

/** The path of the text that holds a fence. */
function idWithoutFence(id: string): string {
  return id.replace(/#\d+$/, "");
}

/** The folder of the repository that holds a path; undefined outside of one. */
async function repositoryOf(path: string, files: FileSystem): Promise<string | undefined> {
  for (let folder = parentFolder(path); ; folder = parentFolder(folder)) {
    if ((await files.facts(joinPath(folder, ".git"))) !== undefined) return folder;
    if (folder === parentFolder(folder)) return undefined;
  }
}
