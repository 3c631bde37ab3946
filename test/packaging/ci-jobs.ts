import { existsSync, readFileSync } from "node:fs";
import { join } from "node:path";
import { parse } from "yaml";
import { BAD as ALSO_BAD, type CleanRoom, inCleanRoom } from "../../tools/release/checks/clean-room.ts";
import { type ActionEvent, type ActionRun, runAction } from "../../tools/release/checks/run-action.ts";
import { check } from "../checks.ts";
import { BAD, emptyFolder, GOOD, put, root, run } from "./scratch.ts";

/** The GitHub Action and the script of the GitLab job, run as their runners would. */
export async function testCiJobs(tree: string): Promise<void> {
  await inCleanRoom((room) => testAction(room, tree));
  await inCleanRoom((room) => testChangedOnly(room, tree));
  testGitLab();
}

function testAction(room: CleanRoom, tree: string): void {
  room.put("deploy/my files/kong.conf", BAD);
  room.put("deploy/accepted.json", "");
  room.put("lint.json", '{ "rules": { "schema/*": "warning" } }');
  const act = (inputs: Readonly<Record<string, string>>): ActionRun => runAction(room, tree, inputs);
  const plain = act({ "kong-version": "3.9", "sarif-file": "out/größe.sarif", "json-file": "kong.json" });
  check("the action ends with 1 for a bad file", plain.code === 1, plain.log);
  check(
    "it annotates the file",
    plain.log.includes("::error file=deploy/my files/kong.conf,line=1"),
    plain.log,
  );
  check("it counts", plain.outputs.errors === "1" && plain.outputs.files === "1", plain.log);
  check("it writes one summary", plain.summary.split("## kong-lint").length === 2, plain.summary);
  const { "sarif-file": sarif = "", "json-file": json = "" } = plain.outputs;
  check("it says where the reports are", existsSync(sarif) && existsSync(json), `${sarif} ${json}`);
  check("SARIF has a finding", JSON.parse(readFileSync(sarif, "utf8")).runs[0].results.length === 1);
  const line = act({ paths: "'deploy/my files/kong.conf' lint.env" });
  check("a path that is not there ends with 2", line.code === 2 && line.log.includes("::error "), line.log);
  const lines = act({ paths: "my files/kong.conf\n", "working-directory": "deploy" });
  check("paths are below the working directory", lines.code === 1, lines.log);
  check("annotations are not", lines.log.includes("file=deploy/my files/kong.conf"), lines.log);
  const lenient = act({ settings: "lint.json" });
  check("settings count", lenient.code === 0 && lenient.outputs.warnings === "1", lenient.log);
  check("fail-on counts", act({ settings: "lint.json", "fail-on": "warning" }).code === 1);
  const odd = act({ review: "yes" });
  check("an odd switch is told", odd.code === 2 && odd.log.includes("write true or false"), odd.log);
  room.put("deploy/my files/kong.conf", GOOD);
  const good = act({});
  check("the action ends with 0 for a good file", good.code === 0 && good.outputs.errors === "0", good.log);
}

function testChangedOnly(room: CleanRoom, tree: string): void {
  const git = (...argv: string[]) =>
    room.expect(0, "", "git", ["-c", "user.name=t", "-c", "user.email=t@example.com", ...argv]).stdout.trim();
  room.put("kong.conf", ALSO_BAD);
  git("init", "-q");
  git("add", "-A");
  git("commit", "-q", "-m", "x");
  const base = git("rev-parse", "HEAD");
  room.put("other.kong.conf", ALSO_BAD);
  git("add", "-A");
  git("commit", "-q", "-m", "y");
  const event = (sha: string): ActionEvent => ({
    name: "pull_request",
    payload: { pull_request: { base: { sha } } },
  });
  const act = (sha: string) =>
    runAction(room, tree, { "changed-only": "true" }, process.execPath, event(sha));
  const changed = act(base);
  check("changed-only reports what the request changes", changed.outputs.errors === "1", changed.log);
  check("and nothing else", !changed.log.includes("file=kong.conf"), changed.log);
  const shallow = act("0123456789012345678901234567890123456789");
  check(
    "a shallow checkout is told",
    shallow.code === 2 && shallow.log.includes("fetch-depth: 0"),
    shallow.log,
  );
}

function testGitLab(): void {
  const job = parse(readFileSync(join(root, "docs/ci/gitlab.yml"), "utf8"))["kong-lint"];
  const local = `node "${root}/dist/kong-lint.cjs"`;
  const script = job.script
    .filter((line: string) => !line.startsWith("npm install "))
    .join("\n")
    .replace(/^kong-lint /m, `${local} `);
  check("the GitLab job runs kong-lint", script.includes(local), script);
  for (const [text, code] of [
    [BAD, 1],
    [GOOD, 0],
  ] as const) {
    const workspace = emptyFolder(`gitlab-${code}`);
    put(workspace, "kong.conf", text);
    const gitlab = run(workspace, "sh", ["-ec", script], { ...job.variables, GITLAB_CI: "true" });
    check(`the GitLab job ends with ${code}`, gitlab.code === code, gitlab.text);
    const report = join(workspace, job.artifacts.reports.codequality);
    check(
      "its report is there",
      existsSync(report) && Array.isArray(JSON.parse(readFileSync(report, "utf8"))),
    );
  }
}
