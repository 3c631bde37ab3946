import { linkSource } from "../formats/read-unit.ts";
import { readingOf, referencedFormat } from "../formats/referenced-format.ts";
import type { LinkedSource } from "../model/config-unit.ts";
import type { LinkContext, Reference, Resolved, Surroundings } from "../model/format.ts";
import type { Source } from "../model/source.ts";
import { SourceDocument } from "../model/source-document.ts";
import { isInside, joinPath, parentFolder } from "../platform/paths.ts";
import { rootAround } from "./folders-above.ts";
import type { ReferencedAs, ReferencedFile, Snapshot } from "./snapshot.ts";
import { shownPath } from "./source-path.ts";

/** Where a source is, and what may be read beside it. */
export interface LinkDeps {
  readonly snapshot: Snapshot;
  /** The absolute path of the source. */
  readonly path: string;
  /** The working folder, absolute. */
  readonly folder: string;
  /** Further folders over which the run goes, absolute. */
  readonly roots?: readonly string[];
  readonly surroundings?: Surroundings;
}

/** A source with its processes, and what they were made of. */
export interface ResolvedSource {
  readonly linked: LinkedSource;
  /** The absolute paths of all files to which it refers, read or not: once one of them changes, it is to be linked again. */
  readonly references: ReadonlySet<string>;
  /** Those that are outside of the repository and the working folder, and so are not read; optional ones are left out. */
  readonly outside: readonly string[];
  /** The absolute path of a source that it draws on, its own included. */
  pathOf(shown: string): string;
  /** Whether edits of a source that it draws on can be written. */
  mayBeFixed(shown: string): boolean;
  /** The same with other texts of the sources by their shown paths; a file to which only these refer is not read. */
  withTexts(texts: ReadonlyMap<string, string>): LinkedSource;
}

/** Files refer to files that refer to files; more rounds only come from files that change while they are read. */
const MOST_ROUNDS = 20;
const MOST_FILES = 500;
const MOST_FOLDERS = 20;

/**
 * Links a source with the files to which it refers: environment files, Compose files, Dockerfiles, a mounted kong.conf. Only files of
 * the repository that has the source, and of the working folder, are read; for a source outside of both, those of its own folder.
 */
export async function linkWithReferences(source: Source, deps: LinkDeps): Promise<ResolvedSource> {
  const reader = new ReferenceReader(source, deps);
  const link = () => linkSource(source, reader.context(source));
  let linked = link();
  for (let round = 0; round < MOST_ROUNDS && reader.hasPending; round++) {
    await reader.readPending();
    linked = link();
  }
  return {
    linked,
    references: reader.references,
    outside: reader.outside,
    pathOf: (shown) => joinPath(deps.folder, shown === source.document.path ? deps.path : shown),
    mayBeFixed: (shown) => reader.mayBeFixed(shown),
    withTexts: (texts) => {
      const text = texts.get(source.document.path);
      const own = text === undefined ? source : parsedAs(source, text);
      return linkSource(own, reader.context(own, texts));
    },
  };
}

function parsedAs({ format, document }: Source, text: string): Source {
  return format.parse(new SourceDocument(document.path, text));
}

/** Answers what a source asks for: what was read is given, and what was not is noted to be read. */
class ReferenceReader {
  readonly #deps: LinkDeps;
  readonly #origin: Source;
  readonly #read = new Map<string, ReferencedFile>();
  readonly #pending = new Map<string, Omit<ReferencedAs, "roots">>();
  readonly #outside = new Set<string>();
  /** The names in folders by path; undefined: nobody may look. */
  readonly #listed = new Map<string, readonly string[] | undefined>();
  readonly #toList = new Set<string>();
  readonly references = new Set<string>();

  constructor(origin: Source, deps: LinkDeps) {
    this.#origin = origin;
    this.#deps = deps;
  }

  get hasPending(): boolean {
    return this.#pending.size > 0 || this.#toList.size > 0;
  }

  get outside(): readonly string[] {
    return [...this.#outside];
  }

  /** @param texts of sources, in place of those that were read */
  context(own: Source, texts: ReadonlyMap<string, string> = new Map()): LinkContext {
    return {
      surroundings: this.#deps.surroundings ?? {},
      resolve: (reference, from) => {
        const resolved = this.#resolve(reference, from, own);
        if (resolved.kind !== "source" || resolved.source === own) return resolved;
        const text = texts.get(resolved.source.document.path);
        return text === undefined ? resolved : { kind: "source", source: parsedAs(resolved.source, text) };
      },
      list: (pattern, from) => this.#list(pattern, from),
    };
  }

  mayBeFixed(shown: string): boolean {
    for (const file of this.#read.values())
      if (file.kind === "source" && file.source.document.path === shown) return file.mayBeFixed;
    return true;
  }

  #resolve({ path, role, optional }: Reference, from: Source, own: Source): Resolved {
    if (/^[~]|^[A-Za-z]:[\\/]|\\/.test(path)) return this.#isOutside(path, optional);
    const absolute = this.#absoluteOf(path, idWithoutFence(from.document.path));
    if (absolute === this.#deps.path) return { kind: "source", source: own };
    this.references.add(absolute);
    const kind = readingOf(role);
    const key = `${absolute}\n${kind}`;
    const known = this.#read.get(key);
    if (known?.kind === "outside") return this.#isOutside(absolute, optional);
    if (known !== undefined) return known;
    if (this.#read.size + this.#pending.size >= MOST_FILES) return { kind: "unreadable" };
    const shown = shownPath(absolute, this.#deps.folder);
    const format = () => referencedFormat(role, from.format);
    this.#pending.set(key, { absolute, shown, kind, format });
    return { kind: "pending" };
  }

  #list(pattern: string, from: Source): readonly string[] | undefined {
    if (/^[~]|^[A-Za-z]:[\\/]|\\/.test(pattern)) return undefined;
    const folder = parentFolder(this.#absoluteOf(pattern, idWithoutFence(from.document.path)));
    if (!this.#listed.has(folder)) {
      if (this.#listed.size < MOST_FOLDERS) this.#toList.add(folder);
      return undefined;
    }
    const at = pattern.lastIndexOf("/") + 1;
    const fits = nameMatcher(pattern.slice(at));
    return this.#listed
      .get(folder)
      ?.filter(fits)
      .slice(0, MOST_FILES)
      .map((name) => pattern.slice(0, at) + name);
  }

  #isOutside(path: string, optional: boolean): Resolved {
    if (!optional) this.#outside.add(path);
    return { kind: "outside" };
  }

  /** Paths of sources are shown relative to the working folder, or absolute. */
  #absoluteOf(path: string, base: string): string {
    if (path.startsWith("/")) return joinPath("/", path);
    const isOwn = base === idWithoutFence(this.#origin.document.path);
    return joinPath(parentFolder(isOwn ? this.#deps.path : joinPath(this.#deps.folder, base)), path);
  }

  async readPending(): Promise<void> {
    const { snapshot, folder } = this.#deps;
    const files = [...this.#pending];
    this.#pending.clear();
    // A file that a person names may be outside of all; then its own folder is what belongs to it.
    const own = await rootAround(this.#deps);
    const roots = own === folder ? [folder] : [own, folder];
    for (const [key, file] of files) this.#read.set(key, await snapshot.referenced({ ...file, roots }));
    const folders = [...this.#toList];
    this.#toList.clear();
    for (const each of folders)
      this.#listed.set(
        each,
        roots.some((root) => isInside(root, each)) ? await snapshot.names(each) : undefined,
      );
  }
}

/** The path of the text that has a fence in it. */
function idWithoutFence(id: string): string {
  return id.replace(/#\d+$/, "");
}

/** Whether a name fits a pattern with `*`, `?` and `[…]`, in which a period at the start has to be written. */
function nameMatcher(pattern: string): (name: string) => boolean {
  const expression = pattern
    .replace(/[.+^$()|{}\\]/g, "\\$&")
    .replaceAll("*", ".*")
    .replaceAll("?", ".")
    .replaceAll("[!", "[^");
  const fits = matcher(expression);
  return (name) => fits(name) && (pattern.startsWith(".") || !name.startsWith("."));
}

function matcher(expression: string): (name: string) => boolean {
  try {
    const compiled = new RegExp(`^${expression}$`);
    return (name) => compiled.test(name);
  } catch {
    // A class without its end fits nothing.
    return () => false;
  }
}
