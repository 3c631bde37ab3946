import { decodeText } from "../../../grammar/text/decode-text.ts";
import { once } from "../../../grammar/text/memoize.ts";
import { type Git, openGit, SAFE_DIFF } from "../../platform/git.ts";
import { isInside, joinPath, relativePath } from "../../platform/paths.ts";
import type { FileSystem, Platform, ProgramResult } from "../../platform/platform.ts";
import { UserError } from "../../platform/user-error.ts";
import { GitIgnore } from "../../workspace/git-ignore.ts";
import { Snapshot } from "../../workspace/snapshot.ts";
import { type ContentBefore, filesBefore } from "./files-before.ts";

/** What git says changed, against one commit. */
export class ChangedSources {
  readonly #git: Git;
  readonly #root: string;
  /** undefined in a repository without a commit: everything is new. */
  readonly #base: string | undefined;
  /** Paths from the root, with the path they had; undefined for new files. */
  readonly #changed: ReadonlyMap<string, string | undefined>;
  /** Paths from the root. */
  readonly #removed: readonly string[];
  /** Paths from the root that files had before. */
  readonly #before: ReadonlySet<string | undefined>;

  private constructor(
    git: Git,
    root: string,
    base: string | undefined,
    changed: ReadonlyMap<string, string | undefined>,
    removed: readonly string[],
  ) {
    this.#git = git;
    this.#root = root;
    this.#base = base;
    this.#changed = changed;
    this.#removed = removed;
    this.#before = new Set([...removed, ...changed.values()]);
  }

  /**
   * Asks git what changed in the working folder's repository: committed, staged, not staged and new files alike.
   * @param sinceBranching compare with the commit at which the reference branched off, not with the reference itself
   * @throws UserError outside a repository, and for a reference that does not exist
   */
  static async open(reference: string, sinceBranching: boolean, platform: Platform): Promise<ChangedSources> {
    const flag = sinceBranching ? `--since ${reference}` : "--changed";
    const git = await openGit(platform, platform.workingFolder);
    const up = textOf(await git(["rev-parse", "--show-cdup"]));
    if (up === undefined) throw new UserError(`${flag}: not a git repository (or git is not installed)`);
    const root = joinPath(platform.workingFolder, up.trim() || ".");
    const base = await baseCommit(reference, sinceBranching, flag, git);
    const list = async (argv: readonly string[]) => {
      const result = await git(["-C", root, ...argv]);
      if (result.exitCode !== 0)
        throw new UserError(`${flag}: git cannot tell what changed: ${whyNot(result)}`);
      return split(new TextDecoder().decode(result.stdout));
    };
    const changed = new Map<string, string | undefined>();
    for (const path of await list(["ls-files", "-z", "--others", "--exclude-standard"]))
      changed.set(path, undefined);
    const listed =
      base === undefined
        ? await list(["ls-files", "-z", "--cached"])
        : await list(["diff", "--name-status", "-z", "-M", ...SAFE_DIFF, base, "--"]);
    if (base === undefined) for (const path of listed) changed.set(path, undefined);
    else for (const [path, before] of renamesOf(listed)) changed.set(path, before);
    const removed = base === undefined ? [] : removedPaths(listed);
    return new ChangedSources(git, root, base, changed, removed);
  }

  /** The absolute paths of files that changed or are new, and of those that are not there any more. */
  get paths(): { readonly present: readonly string[]; readonly removed: readonly string[] } {
    const absolute = (path: string) => joinPath(this.#root, path);
    return { present: [...this.#changed.keys()].map(absolute), removed: this.#removed.map(absolute) };
  }

  /** The absolute path that a file had; undefined for a new one. */
  pathBefore(absolute: string): string | undefined {
    if (!this.includes(absolute)) return absolute;
    const before = this.#changed.get(relativePath(this.#root, absolute));
    return before === undefined ? undefined : joinPath(this.#root, before);
  }

  /** The files as they were at the commit. */
  filesBefore(files: FileSystem): FileSystem {
    const changed = new Map<string, ContentBefore>();
    const here = (path: string) => joinPath(this.#root, path);
    const content = (path: string) => once(() => this.#contentBefore(path));
    for (const path of this.#changed.keys()) changed.set(here(path), undefined);
    for (const before of this.#changed.values())
      if (before !== undefined) changed.set(here(before), content(before));
    for (const path of this.#removed) changed.set(here(path), content(path));
    return filesBefore(files, changed);
  }

  /** Whether a file differs from the commit, or is new. */
  includes(absolute: string): boolean {
    return isInside(this.#root, absolute) && this.#changed.has(relativePath(this.#root, absolute));
  }

  /**
   * The files as they are, and which of them the change has removed or renamed. Those that git ignores now are left out: files with
   * secrets leave a repository in this way, and are still where they are needed.
   */
  async after(files: FileSystem, gitignore: boolean): Promise<Snapshot> {
    const removed = new Set<string>();
    for (const path of this.#before) {
      if (path === undefined || this.#changed.has(path)) continue;
      const absolute = joinPath(this.#root, path);
      if (!gitignore || !(await GitIgnore.ignores(absolute, files))) removed.add(absolute);
    }
    return Snapshot.of(files, removed);
  }

  /** As {@link includes}, and whether a file is not there any more, or has another name now. */
  concerns(absolute: string): boolean {
    if (!isInside(this.#root, absolute)) return false;
    const path = relativePath(this.#root, absolute);
    return this.#changed.has(path) || this.#before.has(path);
  }

  /**
   * The text that a changed file had; undefined for a new one.
   * @throws UserError where the repository does not have it
   */
  async textBefore(absolute: string): Promise<string | undefined> {
    const before = this.#changed.get(relativePath(this.#root, absolute));
    if (before === undefined || this.#base === undefined) return undefined;
    return decodeText(await this.#contentBefore(before)).text;
  }

  /** The content as it was committed: no filter and no conversion of the repository applies. */
  async #contentBefore(path: string): Promise<Uint8Array> {
    const result = await this.#git(["cat-file", "blob", `${this.#base}:${path}`]);
    if (result.exitCode !== 0)
      throw new UserError(
        `${path}: git cannot read it as it was before: ${whyNot(result)}; a partial clone lacks such files until they are fetched`,
      );
    return result.stdout;
  }
}

/** What git said; undefined when it failed or is missing. */
function textOf({ exitCode, stdout }: ProgramResult): string | undefined {
  return exitCode === 0 ? new TextDecoder().decode(stdout) : undefined;
}

function whyNot({ stderr }: ProgramResult): string {
  return /^(?:fatal|error): (.*)$/m.exec(stderr)?.[1] ?? "it failed";
}

async function baseCommit(
  reference: string,
  sinceBranching: boolean,
  flag: string,
  git: Git,
): Promise<string | undefined> {
  const commit = textOf(
    await git(["rev-parse", "--verify", "--quiet", "--end-of-options", `${reference}^{commit}`]),
  );
  if (commit === undefined) {
    // A repository without a commit has no HEAD yet.
    if (!sinceBranching) return undefined;
    throw new UserError(`${flag}: unknown revision`);
  }
  if (!sinceBranching) return commit.trim();
  const fork = textOf(await git(["merge-base", commit.trim(), "HEAD"]));
  if (fork === undefined) throw new UserError(`${flag}: no merge base with HEAD`);
  return fork.trim();
}

function split(output: string): readonly string[] {
  return output.split("\0").filter((part) => part !== "");
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

/** The paths of `--name-status -z` that are not there any more, those of renamed files left out. */
function removedPaths(parts: readonly string[]): readonly string[] {
  const result: string[] = [];
  for (let index = 0; index < parts.length; ) {
    const status = parts[index++] ?? "";
    const path = parts[index++] ?? "";
    if (status.startsWith("R") || status.startsWith("C")) index++;
    else if (status === "D") result.push(path);
  }
  return result;
}
