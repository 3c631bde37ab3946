import { decodeText } from "../../../grammar/text/decode-text.ts";
import { detectFormat, isCandidateName, mayHoldKong } from "../../formats/detect.ts";
import { configuresKong } from "../../formats/other-formats.ts";
import { FileError } from "../../platform/file-error.ts";
import { joinPath } from "../../platform/paths.ts";
import type { FileSystem } from "../../platform/platform.ts";
import { GitIgnore } from "../../workspace/git-ignore.ts";
import { shownPath } from "../../workspace/source-path.ts";
import type { SkippedFile } from "./found-sources.ts";

/** What stands below a folder. */
export interface WalkedFolder {
  /** Absolute paths of files that are named like Kong configuration. */
  readonly paths: readonly string[];
  readonly skipped: readonly SkippedFile[];
  /** Absolute paths of the other files, where they are wished for. */
  readonly unrelated: readonly string[];
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
    readonly unrelated?: boolean;
    /** Whether the settings name the format of a file, whatever its own name. */
    readonly isNamedBySettings?: (path: string) => Promise<boolean>;
    /** Is told of every file that is looked at. */
    readonly seen?: () => void;
  },
): Promise<WalkedFolder> {
  const paths: string[] = [];
  const skipped: SkippedFile[] = [];
  const unrelated: string[] = [];
  const problems: string[] = [];
  await visit(start, search.gitignore ? await GitIgnore.above(start, search.files) : undefined);
  return { paths, skipped, unrelated, problems };

  async function visit(folder: string, above: GitIgnore | undefined): Promise<void> {
    const shown = (path: string) => shownPath(path, search.folder);
    try {
      const entries = await search.files.list(folder);
      const hasIgnoreFile = entries.some((entry) => entry.name === ".gitignore");
      const ignores = hasIgnoreFile ? await above?.with(folder, search.files) : above;
      for (const { name, kind, isLink } of entries) {
        const path = joinPath(folder, name);
        search.seen?.();
        if (kind === "folder") {
          if (NEVER.has(name) || isLink) continue;
          const pattern = ignores?.patternFor(path, true);
          if (pattern === undefined) await visit(path, ignores);
          else skipped.push({ shown: `${shown(path)}/`, reason: pattern, named: false });
        } else if (kind === "file" && isCandidateName(name)) {
          const pattern = ignores?.patternFor(path, false);
          if (pattern === undefined) paths.push(path);
          else skipped.push({ shown: shown(path), reason: pattern, named: false });
        } else if (kind === "file" && (await search.isNamedBySettings?.(path)) === true) {
          if (ignores?.patternFor(path, false) === undefined) paths.push(path);
        } else if (kind === "file" && mayHoldKong(name)) {
          const pattern = ignores?.patternFor(path, false);
          if (pattern !== undefined) continue;
          if (await looksLikeKong(path, search.files)) paths.push(path);
          else if (search.unrelated === true) unrelated.push(path);
        } else if (kind === "file" && search.unrelated === true) {
          if (ignores?.patternFor(path, false) === undefined) unrelated.push(path);
        }
      }
    } catch (error) {
      if (!(error instanceof FileError)) throw error;
      problems.push(`${shown(folder)}: ${error.message}`);
    }
  }
}

/** Larger files are no settings of a container, nor a text that somebody reads. */
const MOST_BYTES = 4 * 1024 * 1024;
const SAMPLE = 16 * 1024;
/** Whether the content of a file, whose name says nothing of Kong, may configure it. One that cannot be read does not. */
async function looksLikeKong(path: string, files: FileSystem): Promise<boolean> {
  try {
    const { text, encoding } = decodeText(await files.read(path, MOST_BYTES));
    if (encoding === "binary" || !configuresKong(path, text)) return false;
    return detectFormat(path, text.slice(0, SAMPLE)).format !== undefined;
  } catch (error) {
    if (error instanceof FileError) return false;
    throw error;
  }
}
