import { spawn } from "node:child_process";
import { mkdtempSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { fileURLToPath } from "node:url";
import { build } from "esbuild";
import { afterAll, beforeAll, beforeEach, describe, expect, test } from "vitest";
import { parse } from "yaml";
import { type GitHubScenario, gitHubStory } from "./github-scenario.ts";
import { type GitLabScenario, gitLabStory } from "./gitlab-scenario.ts";
import { BROKEN } from "./sample.ts";
import { holdToContract, type Scenario } from "./scenario.ts";

const root = fileURLToPath(new URL("../..", import.meta.url));
const page = readFileSync(join(root, "docs/code-review.md"), "utf8");
/** The pieces of the page that are there to be pasted. */
const blocks = [...page.matchAll(/^```(\w+)\n([\s\S]*?)^```$/gm)].map(([, language, text = ""]) => ({
  language,
  text,
}));
const blockWith = (word: string) => blocks.find(({ text }) => text.includes(word))?.text ?? "";

/** An npm that takes the package it is given, kong-lint, and a reviewdog that keeps what it is given: what the commands find on their path. */
const programs = mkdtempSync(join(tmpdir(), "kong-lint-programs-"));
afterAll(() => rmSync(programs, { recursive: true, force: true }));
beforeAll(async () => {
  const file = join(programs, "dist", "kong-lint.cjs");
  for (const [entry, outfile] of [
    ["server/cli/bin.ts", file],
    ["server/cli/action/action.ts", join(programs, "dist", "action.cjs")],
  ] as const)
    await build({
      entryPoints: [join(root, entry)],
      outfile,
      bundle: true,
      platform: "node",
      mainFields: ["module", "main"],
      loader: { ".md": "text" },
      logLevel: "error",
    });
  const kongLint = `exec "${process.execPath}" "${file}" "$@"`;
  const texts = {
    npm: '[ "$*" = "install --global --ignore-scripts package.tgz" ] || exit 9',
    "kong-lint": kongLint,
    reviewdog: 'echo "$@" > reviewdog.arguments\nexec cat > reviewdog.input',
  };
  for (const [name, text] of Object.entries(texts))
    writeFileSync(join(programs, name), `#!/bin/sh\n${text}\n`, { mode: 0o755 });
}, 60_000);

interface Ran {
  readonly code: number | null;
  readonly text: string;
}

/** Runs lines of a job in the checkout, as its runner would, with these variables and no others. */
function run(
  scenario: Scenario,
  shell: readonly string[],
  script: string,
  environment: Readonly<Record<string, string>>,
): Promise<Ran> {
  const [program = "sh", ...argv] = shell;
  return new Promise((done) => {
    const child = spawn(program, [...argv, script], {
      cwd: scenario.folder.path,
      env: { PATH: `${programs}:${process.env.PATH}`, HOME: programs, ...environment },
    });
    let text = "";
    child.stdout.on("data", (chunk: Buffer) => {
      text += chunk.toString();
    });
    child.stderr.on("data", (chunk: Buffer) => {
      text += chunk.toString();
    });
    child.on("close", (code) => done({ code, text }));
  });
}

const POSTED = "Posted: a review with 3 comments; the summary.\n";
/** A process of its own on a busy machine. */
const LONG = 60_000;

describe("what is there to paste for GitHub", () => {
  let scenario: GitHubScenario;
  holdToContract(() => scenario);
  beforeEach(async () => {
    scenario = await gitHubStory();
    scenario.push({ "conf/kong.conf": BROKEN });
  });

  /** The runner's own variables, without those that a step has to name. */
  const runner = () => {
    const { GITHUB_TOKEN: _, ...rest } = scenario.environment();
    return rest;
  };
  /** Puts in what stands between `${{` and `}}`. */
  const filled = (text: string, values: Readonly<Record<string, string>>) =>
    text.replace(/\$\{\{ ([^}]+) \}\}/g, (_, name: string) => values[name] ?? `no value for ${name}`);

  test(
    "the workflow reviews the request, with the least permissions",
    async () => {
      const workflow = parse(blockWith("review --github"));
      expect(workflow.permissions).toEqual({ contents: "read", "pull-requests": "write" });
      expect(workflow.on).toBe("pull_request");
      const [checkout, install, step, ...others] = workflow.jobs.review.steps;
      expect(others).toEqual([]);
      // The sample's folder stands on the request's commit, as after this checkout.
      expect(checkout.with.ref).toBe("${{ github.event.pull_request.head.sha }}");
      const given = filled(install.env.KONG_LINT_PACKAGE, { "vars.KONG_LINT_PACKAGE": "package.tgz" });
      expect(Object.keys(install.env)).toEqual(["KONG_LINT_PACKAGE"]);
      const installing = (value: string) =>
        run(scenario, ["bash", "-ec"], install.run, { KONG_LINT_PACKAGE: value });
      expect((await installing(given)).code).toBe(0);
      expect((await installing("")).code).not.toBe(0);
      const variables = Object.entries<string>(step.env).map(([name, value]) => [
        name,
        filled(value, { "secrets.GITHUB_TOKEN": scenario.token }),
      ]);
      const environment = { ...runner(), ...Object.fromEntries(variables) };
      expect(await run(scenario, ["bash", "-ec"], step.run, environment)).toEqual({ code: 0, text: POSTED });
      expect(scenario.remarks().length).toBe(3);
    },
    LONG,
  );

  test(
    "the action annotates, and reviews the request on wish",
    async () => {
      const action = parse(readFileSync(join(root, "action.yml"), "utf8"));
      const [wanted] = parse(blockWith("review: true"));
      expect(Object.keys(wanted.with).every((name) => name in action.inputs)).toBe(true);
      expect(action.inputs.review.default).toBe("false");
      const given = { ...wanted.with, "fail-on": "never", token: scenario.token };
      const inputs = Object.entries(given).map(([name, value]) => [
        `INPUT_${name.toUpperCase()}`,
        String(value),
      ]);
      const event = { GITHUB_EVENT_NAME: "pull_request" };
      const environment = { ...runner(), ...event, ...Object.fromEntries(inputs) };
      const step = `"${process.execPath}" "${join(programs, action.runs.main)}"`;
      const { code, text } = await run(scenario, ["bash", "-ec"], step, environment);
      expect(text).toMatch(/^::error file=conf\/kong\.conf/);
      expect(text).toContain(POSTED);
      expect(text).not.toContain(scenario.token);
      expect(code).toBe(0);
      expect(scenario.remarks().length).toBe(3);
      const { code: alone, text: annotations } = await run(scenario, ["bash", "-ec"], step, {
        ...environment,
        INPUT_REVIEW: "false",
      });
      expect(alone).toBe(0);
      expect(annotations).not.toContain("Posted");
    },
    LONG,
  );

  test(
    "the line for reviewdog gives it findings that it can read",
    async () => {
      const line = blockWith("reviewdog").trim();
      expect(await run(scenario, ["bash", "-ec"], line, {})).toEqual({ code: 0, text: "" });
      const read = (name: string) => readFileSync(join(scenario.folder.path, name), "utf8");
      expect(read("reviewdog.arguments").trim().split(" ")).toEqual([
        "-f=rdjsonl",
        "-name=kong-lint",
        "-reporter=github-pr-review",
        "-filter-mode=added",
      ]);
      const rows = read("reviewdog.input")
        .trim()
        .split("\n")
        .map((row) => JSON.parse(row));
      expect(rows).toContainEqual(
        expect.objectContaining({
          location: expect.objectContaining({ path: "conf/kong.conf" }),
          code: expect.objectContaining({ value: "listen/unknown-flag" }),
          severity: "ERROR",
          suggestions: expect.any(Array),
        }),
      );
    },
    LONG,
  );
});

describe("what is there to paste for GitLab", () => {
  let scenario: GitLabScenario;
  holdToContract(() => scenario);
  beforeEach(async () => {
    scenario = await gitLabStory();
    scenario.push({ "conf/kong.conf": BROKEN });
  });

  test(
    "the job reviews the request; the page and the template have the same",
    async () => {
      const { "kong-lint-review": job } = parse(blockWith("review --gitlab"));
      const template = parse(readFileSync(join(root, "docs/ci/gitlab.yml"), "utf8"));
      expect(template["kong-lint-review"]).toEqual(job);
      const environment = {
        ...scenario.environment(),
        CI_COMMIT_SHA: scenario.fake.head,
        KONG_LINT_PACKAGE: "package.tgz",
      };
      const { code, text } = await run(scenario, ["sh", "-ec"], job.script.join("\n"), environment);
      expect(code).toBe(0);
      // The sample's folder has no origin to fetch from; the job goes on without.
      expect(text).toMatch(new RegExp(`^fatal: [\\s\\S]*${POSTED}$`));
      expect(scenario.remarks().length).toBe(3);
    },
    LONG,
  );

  test("it runs for merge requests only, and where there is a token", () => {
    const { "kong-lint-review": job } = parse(blockWith("review --gitlab"));
    expect(job.rules).toEqual([{ if: '$CI_PIPELINE_SOURCE == "merge_request_event" && $GITLAB_TOKEN' }]);
  });
});

test("every piece of the page that is there to be pasted is run by a test", () => {
  expect(blocks.map(({ language }) => language)).toEqual(["yaml", "yaml", "yaml", "sh"]);
});
