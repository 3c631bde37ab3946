import { cpSync, readFileSync } from "node:fs";
import { join } from "node:path";
import { check } from "../checks.ts";
import { BAD, emptyFolder, GOOD, put, root, run } from "./scratch.ts";

/** The hooks under the real pre-commit, with a repository of the release tree as their source. */
export function testPreCommit(tree: string): void {
  if (run(root, "pre-commit", ["--version"]).code !== 0 && process.getuid?.() === 0)
    run(root, "apt-get", ["install", "-y", "--no-install-recommends", "pre-commit"]);
  if (run(root, "pre-commit", ["--version"]).code !== 0) {
    console.log("skipped: pre-commit (it is not installed)");
    return;
  }
  const base = emptyFolder("pre-commit");
  const source = join(base, "source");
  cpSync(tree, source, { recursive: true });
  const name = ["-c", "user.name=a", "-c", "user.email=a@example.com"];
  for (const argv of [
    ["init", "-q"],
    ["add", "-A"],
    [...name, "commit", "-q", "-m", "x"],
  ])
    run(source, "git", argv);
  const revision = run(source, "git", ["rev-parse", "HEAD"]).text.trim();
  const user = emptyFolder("pre-commit/user");
  const env = { PRE_COMMIT_HOME: join(base, "home") };
  run(user, "git", ["init", "-q"]);
  put(
    user,
    ".pre-commit-config.yaml",
    `repos:\n  - repo: ${source}\n    rev: ${revision}\n    hooks: [{id: kong-lint}]\n`,
  );
  run(user, "pre-commit", ["install"], env);
  const commit = (text: string) => {
    put(user, "kong.conf", text);
    run(user, "git", ["add", "-A"]);
    return run(user, "git", [...name, "commit", "-m", "x"], env);
  };
  const bad = commit(BAD);
  check(
    "pre-commit blocks a bad commit",
    bad.code !== 0 && bad.text.includes("schema/unknown-property"),
    bad.text,
  );
  const good = commit(GOOD);
  check("pre-commit lets a good commit pass", good.code === 0 && good.text.includes("Passed"), good.text);
  const start = performance.now();
  run(user, "pre-commit", ["run", "--all-files"], env);
  console.log(`pre-commit, installed: ${Math.round(performance.now() - start)} ms`);
  const tried = run(user, "pre-commit", ["try-repo", source, "kong-lint", "--all-files"], env);
  check("pre-commit try-repo", tried.code === 0 && tried.text.includes("Passed"), tried.text);
  put(user, "kong.conf", "anonymous_reports = no\n");
  const fixed = run(user, "pre-commit", ["try-repo", source, "kong-lint-fix", "--all-files"], env);
  const text = readFileSync(join(user, "kong.conf"), "utf8");
  check("kong-lint-fix fixes", text !== "anonymous_reports = no\n", `${fixed.text}\n${text}`);
}
