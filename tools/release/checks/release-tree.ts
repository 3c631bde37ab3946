import { cpSync, mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { BAD, type CleanRoom, GOOD } from "./clean-room.ts";
import { runAction } from "./run-action.ts";

const IDENTITY = ["-c", "user.name=kong-lint", "-c", "user.email=kong-lint@localhost"];

/** Makes a repository of the tree with the tag of the version, as the code host has it. */
export function tagTree(room: CleanRoom, tree: string, tag: string): string {
  const repository = join(room.folder, "..", "origin");
  cpSync(tree, repository, { recursive: true });
  for (const argv of [
    ["init", "-q"],
    ["add", "-A"],
    [...IDENTITY, "commit", "-q", "-m", tag],
    ["tag", tag],
  ])
    room.expect(0, "", "git", ["-C", repository, ...argv]);
  return repository;
}

/** Runs both hooks under pre-commit from a tag of the tree; says how long the first and the next run took. */
export function checkPreCommit(room: CleanRoom, tree: string, tag: string): string {
  if (room.run("pre-commit", ["--version"]).code !== 0) return "skipped: pre-commit is not installed";
  const repository = tagTree(room, tree, tag);
  // pre-commit 3.0.4 itself finds no program that it installed below a path with a blank.
  const store = mkdtempSync(join(tmpdir(), "kong-lint-pre-commit-"));
  try {
    return runHooks(room, repository, tag, { PRE_COMMIT_HOME: store });
  } finally {
    rmSync(store, { recursive: true });
  }
}

function runHooks(room: CleanRoom, repository: string, tag: string, env: NodeJS.ProcessEnv): string {
  room.expect(0, "", "git", ["init", "-q"]);
  const hooks = "    hooks: [{id: kong-lint}]\n";
  room.put(".pre-commit-config.yaml", `repos:\n  - repo: ${repository}\n    rev: ${tag}\n${hooks}`);
  room.put("kong.conf", GOOD);
  room.put("my files/prod.env", "OTHER=1\n");
  room.expect(0, "", "git", ["add", "-A"]);
  const times = ["cold", "warm"].map(() => {
    const start = performance.now();
    room.expect(0, "Passed", "pre-commit", ["run", "--all-files"], env);
    return `${((performance.now() - start) / 1000).toFixed(2)} s`;
  });
  room.put("my files/kong.conf", BAD);
  room.expect(0, "", "git", ["add", "-A"]);
  room.expect(1, "schema/unknown-property", "pre-commit", ["run"], env);
  return `pre-commit cold ${times[0]}, warm ${times[1]}; a bad file is blocked`;
}

/** Runs the action from the tree. */
export function checkAction(room: CleanRoom, tree: string, node?: string): string {
  room.put("deploy/my files/kong.conf", BAD);
  const start = performance.now();
  const inputs = { "working-directory": "deploy", "sarif-file": "kong.sarif" };
  const { code, log, outputs, summary } = runAction(room, tree, inputs, node);
  const took = Math.round(performance.now() - start);
  const isRight =
    code === 1 &&
    log.includes("::error file=deploy/my files/kong.conf,line=2") &&
    outputs.errors === "1" &&
    outputs["sarif-file"] === join(room.folder, "deploy/kong.sarif") &&
    summary.includes("schema/unknown-property");
  if (!isRight)
    throw new Error(`the action ended with ${code}: ${JSON.stringify(outputs)} ${summary}\n${log}`);
  room.put("deploy/my files/kong.conf", GOOD);
  const good = runAction(room, tree, inputs, node);
  if (good.code !== 0 || good.outputs.errors !== "0")
    throw new Error(`a good file: ${good.code} ${good.log}`);
  return `action in ${took} ms: annotation, outputs, summary, SARIF`;
}
