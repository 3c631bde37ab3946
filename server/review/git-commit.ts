import { openGit } from "../platform/git.ts";
import type { Platform } from "../platform/platform.ts";
import type { Commit, CommitEntry } from "./commit.ts";
import { ProviderError } from "./provider-error.ts";

/** A commit of the repository that the working folder is in; undefined where git or the commit is not there. */
export async function gitCommit(commit: string, platform: Platform): Promise<Commit | undefined> {
  if (!/^[0-9a-f]{40,64}$/.test(commit)) return undefined;
  const git = await openGit(platform, platform.workingFolder);
  const listed = await git(["ls-tree", "-r", "-z", "-l", "--full-tree", commit]);
  if (listed.exitCode !== 0) return undefined;
  return {
    entries: readTree(new TextDecoder().decode(listed.stdout)),
    async read({ id }) {
      // A blob as it is: no filter and no conversion of the repository applies.
      const { exitCode, stdout } = await git(["cat-file", "blob", id]);
      if (exitCode !== 0) throw new ProviderError("not-found", `git cannot read the object ${id}`);
      return stdout;
    },
  };
}

function readTree(text: string): ReadonlyMap<string, CommitEntry> {
  const entries = new Map<string, CommitEntry>();
  for (const row of text.split("\0")) {
    const match = /^(\d+) \w+ ([0-9a-f]+) +(\d+|-)\t([\s\S]+)$/.exec(row);
    if (match === null) continue;
    const [, mode = "", id = "", size = "", path = ""] = match;
    entries.set(path, { id, size: Number(size) || 0, isFile: mode.startsWith("100") });
  }
  return entries;
}
