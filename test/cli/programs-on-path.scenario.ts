import { execFileSync, spawnSync } from "node:child_process";
import { chmodSync, existsSync, mkdirSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { expect, onTestFinished, test } from "vitest";
import { root } from "../../tools/build/project.ts";

/** Names under which a system might find a program that is asked for as `git` or `cp`. */
const NAMES = ["git", "cp", "git.exe", "git.com", "git.bat", "git.cmd", "cp.exe"];
const FOLDERS = ["", "bin", "node_modules/.bin"];

/** A repository with a change, and programs of its own wherever `PATH` may lead. */
function repository() {
  const home = mkdtempSync(join(tmpdir(), "kong-lint-path-"));
  onTestFinished(() => rmSync(home, { recursive: true, force: true }));
  const folder = join(home, "work");
  const mark = join(home, "ran");
  mkdirSync(folder);
  const git = (...argv: readonly string[]) => {
    const who = ["-c", "user.name=a", "-c", "user.email=a@b", "-c", "commit.gpgsign=false"];
    execFileSync("git", [...who, ...argv], { cwd: folder, stdio: "ignore" });
  };
  writeFileSync(join(folder, "kong.conf"), "log_level = notice\n");
  git("init", "-q", "-b", "main");
  git("add", "-A");
  git("commit", "-q", "-m", "x");
  writeFileSync(join(folder, "kong.conf"), "log_level = notice\nanonymous_reports = no\nnginx_daemon = 1\n");
  for (const each of FOLDERS) {
    mkdirSync(join(folder, each), { recursive: true });
    for (const name of NAMES) {
      const path = join(folder, each, name);
      writeFileSync(path, `#!/bin/sh\necho "${each}/${name} $*" >> "${mark}"\n`);
      chmodSync(path, 0o755);
    }
  }
  const paths = [".", "", "bin", "./bin", "node_modules/.bin"];
  paths.push(...FOLDERS.map((each) => join(folder, each)), folder);
  return {
    folder,
    hostile: [...paths, process.env.PATH].join(":"),
    ran: () => (existsSync(mark) ? readFileSync(mark, "utf8") : ""),
  };
}

/** A process of its own, in the folder, as a person or a job starts it. */
function run(folder: string, program: string, argv: readonly string[], PATH: string) {
  return spawnSync(program, argv, { cwd: folder, env: { ...process.env, PATH }, encoding: "utf8" });
}

const KONG_LINT = [
  "--import",
  join(root, "node_modules/tsx/dist/loader.mjs"),
  join(root, "server/cli/bin.ts"),
];

test("a program of the repository is never run in the place of one of the machine", () => {
  const { folder, hostile, ran } = repository();
  const changed = run(folder, process.execPath, [...KONG_LINT, "--changed", "--format", "compact"], hostile);
  expect(changed.stdout).toMatch(/^kong\.conf:3:16: error: /m);
  expect([changed.status, changed.stderr]).toEqual([1, ""]);
  const fixed = run(folder, process.execPath, [...KONG_LINT, "--fix", "kong.conf"], hostile);
  expect(fixed.stdout).toContain("1 fix made");
  expect(readFileSync(join(folder, "kong.conf"), "utf8")).toContain("anonymous_reports = off");
  expect(ran()).toBe("");
  // What a shell does with the same PATH, so that the trap is known to be one.
  run(folder, "/bin/sh", ["-c", "git status; cp a b"], hostile);
  expect(ran().split("\n")).toEqual(["/git status", "/cp a b", ""]);
});

test("not even where the machine has none, and the run says so", () => {
  const { folder, ran } = repository();
  const PATH = ["", ...FOLDERS, ...FOLDERS.map((each) => join(folder, each))].join(":");
  const changed = run(folder, process.execPath, [...KONG_LINT, "--changed"], PATH);
  expect(changed.status).toBe(2);
  expect(changed.stderr).toBe("kong-lint: --changed: not a git repository (or git is not installed)\n");
  // A file is fixed without `cp` too.
  expect(run(folder, process.execPath, [...KONG_LINT, "--fix", "kong.conf"], PATH).stderr).toBe("");
  expect(readFileSync(join(folder, "kong.conf"), "utf8")).toContain("anonymous_reports = off");
  expect(ran()).toBe("");
});
