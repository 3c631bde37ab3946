import { execFileSync } from "node:child_process";
import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { dirname, join } from "node:path";
import { onTestFinished } from "vitest";

/** Contents by path; undefined for a file that is gone. */
export type Files = Readonly<Record<string, string | Uint8Array | undefined>>;

/** A repository with a commit on `main`, on which requests stand. */
export interface GitFolder {
  readonly path: string;
  /** Commits a version on top of `main`, with these files otherwise, and gives its name. */
  commit(changes: Files): string;
  /** What changed since `main`, as a provider would list it. */
  diff(head: string): readonly GitChange[];
}

export interface GitChange {
  readonly status: "added" | "removed" | "modified" | "renamed";
  readonly path: string;
  readonly previous: string;
  /** The hunks; undefined for a binary file. */
  readonly patch: string | undefined;
}

/** Makes a repository that is gone after the test. */
export function gitFolder(base: Files): GitFolder {
  const path = mkdtempSync(join(tmpdir(), "kong-lint-review-"));
  onTestFinished(() => rmSync(path, { recursive: true, force: true }));
  const git = (...argv: string[]) =>
    execFileSync("git", ["-c", "user.name=t", "-c", "user.email=t@example.com", ...argv], {
      cwd: path,
      encoding: "utf8",
      stdio: ["ignore", "pipe", "ignore"],
      maxBuffer: 1 << 26,
    });
  const write = (files: Files) => {
    for (const [name, content] of Object.entries(files)) {
      const target = join(path, name);
      rmSync(target, { force: true });
      if (content === undefined) continue;
      mkdirSync(dirname(target), { recursive: true });
      writeFileSync(target, content);
    }
  };
  const save = () => {
    git("add", "-A");
    git("commit", "-q", "--allow-empty", "-m", "x");
    return git("rev-parse", "HEAD").trim();
  };
  git("init", "-q", "-b", "main");
  write(base);
  const main = save();
  return {
    path,
    commit(changes) {
      git("checkout", "-q", "--detach", main);
      write(changes);
      return save();
    },
    diff(head) {
      const rows = git("diff", "--name-status", "-z", "-M", main, head).split("\0");
      const changes: GitChange[] = [];
      for (let at = 0; at + 1 < rows.length; ) {
        const letter = (rows[at++] ?? "").charAt(0);
        const previous = rows[at++] ?? "";
        const now = letter === "R" ? (rows[at++] ?? "") : previous;
        const text = git("diff", "-M", main, head, "--", previous, now);
        const start = text.search(/^@@ /m);
        const patch = start < 0 ? undefined : text.slice(start).replace(/\n$/, "");
        const status = ({ A: "added", D: "removed", R: "renamed" } as const)[letter] ?? "modified";
        changes.push({ status, path: now, previous, patch });
      }
      return changes;
    },
  };
}
