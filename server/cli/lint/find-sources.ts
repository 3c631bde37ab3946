import { append } from "../../../grammar/text/large-lists.ts";
import { FileError } from "../../platform/file-error.ts";
import { joinPath } from "../../platform/paths.ts";
import type { FileSystem } from "../../platform/platform.ts";
import { type SourcePath, shownPath } from "../../workspace/source-path.ts";
import type { FoundSources, SkippedFile } from "./found-sources.ts";

/** Where and how to look. */
export interface Search {
  readonly files: FileSystem;
  /** The working folder, absolute. */
  readonly folder: string;
  readonly gitignore: boolean;
  /** Patterns as in .gitignore, relative to the working folder. */
  readonly exclude: readonly string[];
  /** Whether files whose names say nothing of Kong are to be told of. */
  readonly unrelated?: boolean;
  /** Whether the settings name the format of a file, whatever its own name. */
  readonly isNamedBySettings?: (path: string) => Promise<boolean>;
  /** Whether a folder without Kong configuration is as good as another. */
  readonly mayBeEmpty?: boolean;
  /** Is told of every file that is looked at in a folder. */
  readonly seen?: () => void;
}

/** What must be in a word for it to be a glob. */
const GLOB = /[*?[{]/;
/** What may have been meant as a command. */
const BARE_WORD = /^[A-Za-z]+$/;

/**
 * Finds the files that the operands of a command line mean: files as they are, folders with all Kong configuration below
 * them, globs. Without an operand the working folder is searched. `-` is not for here.
 */
export async function findSources(operands: readonly string[], search: Search): Promise<FoundSources> {
  const sources = new Map<string, SourcePath>();
  const skipped: SkippedFile[] = [];
  const unrelated = new Set<string>();
  const problems: string[] = [];
  const wanted = operands.length === 0 ? ["."] : operands;
  for (const operand of wanted.map((each) => each.replaceAll("\\", "/"))) {
    const absolute = joinPath(search.folder, operand);
    const facts = await search.files.facts(absolute);
    if (facts === undefined && GLOB.test(operand)) {
      const { expandGlob } = await import("./expand-glob.ts");
      const paths = await expandGlob(operand, search.folder);
      if (paths.length === 0) problems.push(`${operand}: no file matches`);
      for (const path of paths) addFile(path, false);
    } else if (facts === undefined) {
      const hint = BARE_WORD.test(operand) ? "; `kong-lint help` lists the commands" : "";
      problems.push(`${operand}: ${await whyNot(absolute, search.files)}${hint}`);
    } else if (facts.kind === "folder") await addFolder(operand, absolute);
    else addFile(absolute, true);
  }
  for (const path of sources.keys()) unrelated.delete(path);
  return {
    ...(await withoutExcluded([...sources.values()], skipped, search)),
    unrelated: [...unrelated].map((path) => shownPath(path, search.folder)),
    problems,
  };

  function addFile(absolute: string, named: boolean): void {
    const known = sources.get(absolute);
    if (known === undefined || (named && !known.named)) {
      sources.set(absolute, { shown: shownPath(absolute, search.folder), absolute, named });
    }
  }

  async function addFolder(operand: string, absolute: string): Promise<void> {
    const { walkFolder } = await import("./walk-folder.ts");
    const found = await walkFolder(absolute, search);
    append(problems, found.problems);
    append(skipped, found.skipped);
    for (const path of found.paths) addFile(path, false);
    for (const path of found.unrelated) unrelated.add(path);
    if (search.mayBeEmpty !== true && found.paths.length === 0 && found.problems.length === 0) {
      const hint = search.unrelated === true ? "" : " (--list-files shows why)";
      problems.push(`${operand}: no Kong configuration found in this folder${hint}`);
    }
  }
}

/** Why nothing is known of a path: there is nothing, or a folder on the way there is closed. */
async function whyNot(absolute: string, files: FileSystem): Promise<string> {
  try {
    await files.read(absolute);
  } catch (error) {
    if (!(error instanceof FileError)) throw error;
    return error.message;
  }
  return "no such file or folder";
}

async function withoutExcluded(
  sources: readonly SourcePath[],
  skipped: readonly SkippedFile[],
  { exclude, folder }: Search,
): Promise<Pick<FoundSources, "sources" | "skipped">> {
  if (exclude.length === 0) return { sources, skipped };
  const { matchingPattern } = await import("../../settings/path-patterns.ts");
  const kept: SourcePath[] = [];
  const excluded: SkippedFile[] = [];
  for (const source of sources) {
    const found = matchingPattern(exclude, folder, source.absolute);
    if (found === undefined) kept.push(source);
    else excluded.push({ shown: source.shown, reason: `--exclude ${exclude[found.index]}`, named: false });
  }
  return { sources: kept, skipped: [...skipped, ...excluded] };
}
