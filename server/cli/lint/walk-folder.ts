import { isCandidateName } from "../../formats/detect.ts";
import { FileError } from "../../platform/file-error.ts";
import { joinPath } from "../../platform/paths.ts";
import type { FileSystem } from "../../platform/platform.ts";
import { shownPath } from "./find-sources.ts";
import { GitIgnore } from "./git-ignore.ts";
import type { LeftAlone } from "./source-path.ts";

/** What stands below a folder. */
export interface WalkedFolder {
  /** Absolute paths of files that are named like Kong configuration. */
  readonly paths: readonly string[];
  readonly leftAlone: readonly LeftAlone[];
  /** Absolute paths of the other files, where they are wished for. */
  readonly strangers: readonly string[];
  readonly problems: readonly string[];
}

/** Folders of other programs' files, in which nobody keeps a configuration of their own. */
const NEVER = new Set([".git", "node_modules", ".hg", ".svn"]);

/**
 * Looks through a folder and all below it for files that are named like Kong configuration. Symbolic links to folders are
 * not followed, so that no circle is walked.
 */
export async function walkFolder(
  start: string,
  search: {
    readonly files: FileSystem;
    readonly folder: string;
    readonly gitignore: boolean;
    readonly strangers?: boolean;
  },
): Promise<WalkedFolder> {
  const paths: string[] = [];
  const leftAlone: LeftAlone[] = [];
  const strangers: string[] = [];
  const problems: string[] = [];
  await visit(start, search.gitignore ? await GitIgnore.above(start, search.files) : undefined);
  return { paths, leftAlone, strangers, problems };

  async function visit(folder: string, above: GitIgnore | undefined): Promise<void> {
    const shown = (path: string) => shownPath(path, search.folder);
    try {
      const entries = await search.files.list(folder);
      const hasIgnoreFile = entries.some((entry) => entry.name === ".gitignore");
      const ignores = hasIgnoreFile ? await above?.with(folder, search.files) : above;
      for (const { name, kind, isLink } of entries) {
        const path = joinPath(folder, name);
        if (kind === "folder") {
          if (NEVER.has(name) || isLink) continue;
          const pattern = ignores?.patternFor(path, true);
          if (pattern === undefined) await visit(path, ignores);
          else leftAlone.push({ shown: `${shown(path)}/`, reason: pattern, named: false });
        } else if (kind === "file" && isCandidateName(name)) {
          const pattern = ignores?.patternFor(path, false);
          if (pattern === undefined) paths.push(path);
          else leftAlone.push({ shown: shown(path), reason: pattern, named: false });
        } else if (kind === "file" && search.strangers === true) {
          if (ignores?.patternFor(path, false) === undefined) strangers.push(path);
        }
      }
    } catch (error) {
      if (!(error instanceof FileError)) throw error;
      problems.push(`${shown(folder)}: ${error.message}`);
    }
  }
}
