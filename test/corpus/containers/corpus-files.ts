import { mkdirSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { dirname, join } from "node:path";

/** A real file, copied to a folder of its own under the name that it had. */
export interface CorpusFile {
  /** As the corpus names it: `compose/011.yml`, `env/013.Dockerfile`. */
  readonly id: string;
  readonly format: string;
  /** The path of the copy, relative to {@link CorpusCopy.folder}. */
  readonly path: string;
  readonly text: string;
}

/** Copies of the corpus that may be changed. */
export interface CorpusCopy {
  readonly folder: string;
  readonly files: readonly CorpusFile[];
  remove(): void;
}

interface IndexEntry {
  readonly file: string;
  readonly path: string;
  /** The name of the index for {@link CorpusFile.format}. */
  readonly carrier?: string;
}

/** Kinds of files of the Docker family. */
export const DOCKER: readonly string[] = ["compose", "dockerfile", "shell", "readme", "envfile", "env"];

/** Copies files from a folder with `formats/corpus` and `corpus/env`: all of them, or those of some kinds. */
export function copyCorpus(shared: string, formats?: readonly string[]): CorpusCopy {
  const isWanted = (format: string): boolean => formats === undefined || formats.includes(format);
  const folder = mkdtempSync(join(tmpdir(), "kong-lint-corpus-"));
  const files = [
    ...entriesOf(join(shared, "formats/corpus"), ({ carrier = "" }) => isWanted(carrier)),
    ...entriesOf(join(shared, "corpus"), ({ file }) => isWanted("env") && file.startsWith("env/")),
  ].map(([root, { file, path, carrier: format = "env" }]): CorpusFile => {
    const name = path.slice(path.lastIndexOf("/") + 1);
    const copy = `${file.replace("/", "-").replace(/\..*$/, "")}/${name}`;
    const bytes = readFileSync(join(root, file));
    mkdirSync(dirname(join(folder, copy)), { recursive: true });
    writeFileSync(join(folder, copy), bytes);
    return { id: file, format, path: copy, text: bytes.toString("utf8") };
  });
  return { folder, files, remove: () => rmSync(folder, { recursive: true, force: true }) };
}

function entriesOf(
  root: string,
  wanted: (entry: IndexEntry) => boolean,
): readonly (readonly [string, IndexEntry])[] {
  const index = JSON.parse(readFileSync(join(root, "index.json"), "utf8")) as IndexEntry[];
  return index.filter(wanted).map((entry) => [root, entry] as const);
}
