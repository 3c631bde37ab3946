import { existsSync, readFileSync } from "node:fs";
import { join } from "node:path";
import { parse } from "yaml";
import { check } from "../checks.ts";
import { BAD, emptyFolder, GOOD, put, root, run } from "./scratch.ts";

/** The steps of the GitHub Action and the script of the GitLab job, run as their runners would. */
export function testCiJobs(): void {
  const action = parse(readFileSync(join(root, "action.yml"), "utf8"));
  const [step] = action.runs.steps;
  for (const [text, code] of [
    [BAD, 1],
    [GOOD, 0],
  ] as const) {
    const workspace = emptyFolder(`action-${code}`);
    put(workspace, "kong.conf", text);
    put(workspace, "summary.md", "");
    const env: NodeJS.ProcessEnv = {
      GITHUB_ACTIONS: "true",
      GITHUB_WORKSPACE: workspace,
      GITHUB_STEP_SUMMARY: join(workspace, "summary.md"),
    };
    const inputs: Record<string, string> = {
      paths: "kong.conf",
      "kong-version": "3.9",
      "sarif-file": "out.sarif",
    };
    for (const [name, value] of Object.entries<string>(step.env)) {
      env[name] = value
        .replace(/\$\{\{ inputs\.([\w-]+) \}\}/, (_, input) => inputs[input] ?? action.inputs[input].default)
        .replace("${{ github.action_path }}", root);
    }
    const ran = run(workspace, "bash", ["-c", step.run], env);
    check(`the action ends with ${code}`, ran.code === code, ran.text);
    check(
      "it annotates what is wrong, and only that",
      ran.text.includes("::error ") === (code === 1),
      ran.text,
    );
    const sarif = JSON.parse(readFileSync(join(workspace, "out.sarif"), "utf8"));
    check("it writes SARIF", sarif.runs[0].results.length > 0 === (code === 1));
    check("it writes a summary", readFileSync(join(workspace, "summary.md"), "utf8").length > 0);

    const job = parse(readFileSync(join(root, "docs/ci/gitlab.yml"), "utf8"))["kong-lint"];
    const script = job.script
      .filter((line: string) => !line.startsWith("npm install "))
      .join("\n")
      .replace(/^kong-lint /m, `node "${root}/dist/kong-lint.cjs" `);
    const gitlab = run(workspace, "sh", ["-ec", script], { ...job.variables, GITLAB_CI: "true" });
    check(`the GitLab job ends with ${code}`, gitlab.code === code, gitlab.text);
    const report = join(workspace, job.artifacts.reports.codequality);
    check(
      "its report is there",
      existsSync(report) && Array.isArray(JSON.parse(readFileSync(report, "utf8"))),
    );
  }
}
