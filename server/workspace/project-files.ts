import { decodeText } from "../../grammar/text/decode-text.ts";
import { once } from "../../grammar/text/memoize.ts";
import { mayHoldKong } from "../formats/detect.ts";
import { FileError } from "../platform/file-error.ts";
import { baseName } from "../platform/paths.ts";
import type { FileSystem } from "../platform/platform.ts";

/** What describes a deployment is small; larger files are data. */
const MOST_BYTES = 256 * 1024;
/** A name that so many files have in them says nothing. */
const MOST_FILES = 60;

/** A word that may be the name of a file. */
const WORD = /[\w.-]+/g;

/** The files of one run, wherever they are: who names which of the others is looked up once for all of them. */
export class ProjectFiles {
  readonly #naming: () => Promise<ReadonlyMap<string, ReadonlySet<string>>>;

  /** @param paths absolute, of all files */
  constructor(files: FileSystem, paths: () => readonly string[]) {
    this.#naming = once(() => filesByName(files, paths()));
  }

  /** The absolute paths of files that have the name of another one in them, and that may run Kong. */
  async naming(path: string): Promise<readonly string[]> {
    const name = baseName(path);
    const found = [...((await this.#naming()).get(name) ?? [])];
    return found.length > MOST_FILES ? [] : found.filter((each) => each !== path);
  }
}

async function filesByName(
  files: FileSystem,
  paths: readonly string[],
): Promise<ReadonlyMap<string, ReadonlySet<string>>> {
  const names = new Map(paths.map((path): [string, Set<string>] => [baseName(path), new Set()]));
  for (const path of paths) {
    const own = baseName(path);
    // A file of the same name is its like, not the one that runs it.
    if (!mayHoldKong(own)) continue;
    const text = await textOf(path, files);
    if (text === undefined || !/kong/i.test(text)) continue;
    for (const [word] of text.matchAll(WORD)) {
      const naming = word === own ? undefined : names.get(word);
      if (naming !== undefined && naming.size <= MOST_FILES) naming.add(path);
    }
  }
  return names;
}

async function textOf(path: string, files: FileSystem): Promise<string | undefined> {
  try {
    if (((await files.facts(path))?.size ?? MOST_BYTES + 1) > MOST_BYTES) return undefined;
    const { text, encoding } = decodeText(await files.read(path, MOST_BYTES));
    return encoding === "binary" ? undefined : text;
  } catch (error) {
    if (error instanceof FileError) return undefined;
    throw error;
  }
}
