import { decodeText } from "../../../grammar/text/decode-text.ts";
import { isInside, joinPath, relativePath } from "../../platform/paths.ts";
import type { Platform } from "../../platform/platform.ts";
import { UserError } from "../../platform/user-error.ts";

/** What git says changed, against one commit. */
export class ChangedSources {
  readonly #platform: Platform;
  readonly #root: string;
  /** undefined in a repository without a commit: everything is new. */
  readonly #base: string | undefined;
  /** Paths from the root, with the path they had; undefined for new files. */
  readonly #changed: ReadonlyMap<string, string | undefined>;

  private constructor(
    platform: Platform,
    root: string,
    base: string | undefined,
    changed: ReadonlyMap<string, string | undefined>,
  ) {
    this.#platform = platform;
    this.#root = root;
    this.#base = base;
    this.#changed = changed;
  }

  /**
   * Asks git what changed in the working folder's repository: committed, staged, not staged and new files alike.
   * @param sinceBranching compare with the commit at which the reference branched off, not with the reference itself
   * @throws UserError outside a repository, and for a reference that does not exist
   */
  static async open(reference: string, sinceBranching: boolean, platform: Platform): Promise<ChangedSources> {
    const flag = sinceBranching ? `--since ${reference}` : "--changed";
    const git = gitIn(platform);
    const up = await git(["rev-parse", "--show-cdup"]);
    if (up === undefined)
      throw new UserError(`${flag}: this folder is in no git repository (or git is missing)`);
    const root = joinPath(platform.workingFolder, up.trim() || ".");
    const base = await baseCommit(reference, sinceBranching, flag, git);
    const changed = new Map<string, string | undefined>();
    const untracked = await git(["-C", root, "ls-files", "-z", "--others", "--exclude-standard"]);
    for (const path of split(untracked)) changed.set(path, undefined);
    const listed =
      base === undefined
        ? await git(["-C", root, "ls-files", "-z", "--cached"])
        : await git(["-C", root, "diff", "--name-status", "-z", "-M", "--no-ext-diff", base, "--"]);
    if (base === undefined) for (const path of split(listed)) changed.set(path, undefined);
    else for (const [path, before] of renamesOf(split(listed))) changed.set(path, before);
    return new ChangedSources(platform, root, base, changed);
  }

  /** Whether a file differs from the commit, or is new. */
  includes(absolute: string): boolean {
    return isInside(this.#root, absolute) && this.#changed.has(relativePath(this.#root, absolute));
  }

  /** The text that a changed file had; undefined for a new one. */
  async textBefore(absolute: string): Promise<string | undefined> {
    const before = this.#changed.get(relativePath(this.#root, absolute));
    if (before === undefined || this.#base === undefined) return undefined;
    const { exitCode, stdout } = await this.#platform.run(
      "git",
      ["-C", this.#root, "show", `${this.#base}:${before}`],
      this.#platform.workingFolder,
    );
    return exitCode === 0 ? decodeText(stdout).text : undefined;
  }
}

type Git = (argv: readonly string[]) => Promise<string | undefined>;

/** Runs git; undefined when it fails or is missing. */
function gitIn(platform: Platform): Git {
  return async (argv) => {
    const { exitCode, stdout } = await platform.run("git", argv, platform.workingFolder);
    return exitCode === 0 ? new TextDecoder().decode(stdout) : undefined;
  };
}

async function baseCommit(
  reference: string,
  sinceBranching: boolean,
  flag: string,
  git: Git,
): Promise<string | undefined> {
  const commit = await git(["rev-parse", "--verify", "--quiet", "--end-of-options", `${reference}^{commit}`]);
  if (commit === undefined) {
    // A repository without a commit has no HEAD yet.
    if (!sinceBranching) return undefined;
    throw new UserError(`${flag}: git knows no such commit, branch or tag`);
  }
  if (!sinceBranching) return commit.trim();
  const fork = await git(["merge-base", commit.trim(), "HEAD"]);
  if (fork === undefined) throw new UserError(`${flag}: the reference and HEAD have no commit in common`);
  return fork.trim();
}

function split(output: string | undefined): readonly string[] {
  return (output ?? "").split("\0").filter((part) => part !== "");
}

/** Reads `--name-status -z`: a letter, a path, and for a rename or a copy the new path. Deleted files are left out. */
function renamesOf(parts: readonly string[]): readonly (readonly [string, string | undefined])[] {
  const result: (readonly [string, string | undefined])[] = [];
  for (let index = 0; index < parts.length; ) {
    const status = parts[index++] ?? "";
    const path = parts[index++] ?? "";
    if (status.startsWith("R") || status.startsWith("C")) result.push([parts[index++] ?? "", path]);
    else if (status === "A") result.push([path, undefined]);
    else if (status !== "D") result.push([path, path]);
  }
  return result;
}
