import { execFileSync } from "node:child_process";
import { existsSync, readFileSync } from "node:fs";
import { join } from "node:path";

/** The files of one state of a repository. */
export interface SourceTree {
  /** What the facts name as their source: a tag, a branch, or the folder's name. */
  readonly name: string;
  /** The text of a file, decoded from UTF-8; undefined where there is none. The path is separated by slashes. */
  read(path: string): string | undefined;
  /** The names of the files below a folder, with their path from the root, sorted. */
  list(folder: string): readonly string[];
}

/** A checkout as it lies on the disk. `list` needs git, and knows what git knows. */
export function workTree(folder: string): SourceTree {
  return {
    name: "checkout",
    read: (path) => {
      const file = join(folder, path);
      return existsSync(file) ? readFileSync(file, "utf8") : undefined;
    },
    list: (below) => lines(git(folder, ["ls-files", "--", below])),
  };
}

/** A tag, branch or commit of a repository: a checkout, or a git directory without one. */
export function treeAt(folder: string, revision: string): SourceTree {
  return {
    name: revision,
    read: (path) => git(folder, ["show", `${revision}:${path}`]),
    list: (below) => lines(git(folder, ["ls-tree", "-r", "--name-only", revision, "--", `${below}/`])),
  };
}

/** Whether the folder is a repository that has the revision. */
export function hasRevision(folder: string, revision: string): boolean {
  return git(folder, ["rev-parse", "--verify", "--quiet", `${revision}^{commit}`]) !== undefined;
}

/** The tags of a repository that are release numbers without a suffix, in the order of the numbers. */
export function releaseTags(folder: string): readonly string[] {
  return lines(git(folder, ["tag", "--list"]))
    .filter((tag) => /^\d+\.\d+\.\d+$/.test(tag))
    .sort(byVersion);
}

/** The tags that are a prefix and a release number without a suffix, in the order of the numbers. */
export function prefixedTags(folder: string, prefix: string): readonly string[] {
  return lines(git(folder, ["tag", "--list", `${prefix}*`]))
    .filter((tag) => /^\d+\.\d+\.\d+$/.test(tag.slice(prefix.length)))
    .sort(byVersion);
}

const numeric = new Intl.Collator("en", { numeric: true });

/** Orders dotted versions: `0.9` before `0.10`. */
export function byVersion(a: string, b: string): number {
  return numeric.compare(a, b);
}

function lines(text: string | undefined): string[] {
  return (text ?? "")
    .split("\n")
    .filter((line) => line !== "")
    .sort();
}

/** The output of a git command; undefined where git refuses it. */
function git(folder: string, args: readonly string[]): string | undefined {
  const where = existsSync(join(folder, ".git")) ? ["-C", folder] : ["--git-dir", folder];
  try {
    return execFileSync("git", [...where, ...args], {
      encoding: "utf8",
      maxBuffer: 256 * 1024 * 1024,
      stdio: ["ignore", "pipe", "ignore"],
    });
  } catch {
    return undefined;
  }
}
