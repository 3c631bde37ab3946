import { readFileSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { beforeEach, describe, expect, test } from "vitest";
import { folderWith, kongLint } from "../cli/run-cli.ts";
import { BROKEN, SECRET } from "./sample.ts";
import { fault, holdToContract, runReview, type Scenario } from "./scenario.ts";
import { STORIES } from "./scenarios.ts";

describe.each(STORIES)("the command at %s", (name, start) => {
  let scenario: Scenario;
  holdToContract(() => scenario);
  beforeEach(async () => {
    scenario = await start();
    scenario.push({ "conf/kong.conf": BROKEN });
  });

  test("takes everything from the variables of the job, posts and says so", async () => {
    expect(await runReview(scenario)).toMatchObject({
      code: 0,
      stdout: "Posted: a review with 3 comments; the summary.\n",
      stderr: "",
    });
    expect((await runReview(scenario)).stdout).toBe("Nothing to post.\n");
  });

  test("a dry run posts nothing, and prints for programs or for people", async () => {
    const { code, stdout } = await runReview(scenario, ["--dry-run", "--format", "json"]);
    expect(code).toBe(0);
    expect(JSON.parse(stdout)).toMatchObject({
      version: 1,
      review: { event: "COMMENT" },
      counts: { errors: 2 },
    });
    expect((await runReview(scenario, ["--dry-run"])).stdout).toContain(
      "## New comment: `conf/kong.conf`, line 4",
    );
    expect(scenario.writes(scenario.fake.requests)).toEqual([]);
  });

  test("a token that may only read: the findings are in the log, and a word about it", async () => {
    const summary = join(scenario.folder.path, ".git", "summary.md");
    writeFileSync(summary, "");
    fault(scenario, ({ method, path }) => method === "POST" && path !== "/graphql", {
      status: 403,
      message: "Resource not accessible by integration",
    });
    const { code, stdout, stderr } = await runReview(scenario, [], { GITHUB_STEP_SUMMARY: summary });
    expect(code).toBe(0);
    expect(stderr).toContain(`the token cannot write to ${name}`);
    expect(stdout).toContain(name === "GitHub" ? "::error file=conf/kong.conf,line=4" : "conf/kong.conf:4");
    if (name === "GitHub") expect(readFileSync(summary, "utf8")).toContain("conf/kong.conf");
    expect(stdout + stderr).not.toContain(SECRET);
    expect(scenario.summaries()).toEqual([]);
  });
});

describe("what is missing is said in one line", () => {
  const github = ["review", "--github"];
  const gitlab = ["review", "--gitlab"];
  const named = ["--repository", "a/b", "--request", "1"];
  test.each([
    [["review"], "--github or --gitlab"],
    [["review", "--dry-run"], "`kong-lint --changed`"],
    [["review", "--github", "--gitlab"], "cannot be used together"],
    [["review", "kong.conf"], "does not accept paths"],
    [github, "--repository OWNER/NAME"],
    [[...github, "--repository", "a/b"], "--request NUMBER"],
    [[...github, "--repository", "a/b", "--request", "x"], "--request x"],
    [[...github, ...named], "GITHUB_TOKEN"],
    [gitlab, "CI_PROJECT_ID"],
    [[...gitlab, "--repository", "a/b"], "--request NUMBER"],
    [[...gitlab, ...named], "GITLAB_TOKEN"],
  ])("%j", async (argv, word) => {
    const { code, stdout, stderr } = await kongLint(folderWith({}), argv);
    expect(code).toBe(2);
    expect(stdout).toBe("");
    expect(stderr).toContain(word);
    expect(stderr).toMatch(/^kong-lint: .*\n$/);
  });

  test("a token that can be none is not shown", async () => {
    const environment = { GITHUB_TOKEN: "ghs_one ghs_two" };
    const { code, stderr } = await kongLint(folderWith({}), [...github, ...named], { environment });
    expect(code).toBe(2);
    expect(stderr).toBe(
      "kong-lint: the token in GITHUB_TOKEN or GH_TOKEN has characters that no token has\n",
    );
  });

  test.each([
    ["--max-comments", "many", "--max-comments many"],
    ["--format", "sarif", "markdown or json"],
    ["--format", "json", "--format requires --dry-run"],
    ["--request-changes-on", "warning", "expected error"],
    ["--kong-version", "abc", "--kong-version abc"],
    ["--request-changes-on", "error", "--github only"],
  ])("%s %s at GitLab", async (option, value, word) => {
    const { code, stderr } = await kongLint(folderWith({}), [...gitlab, ...named, option, value], {
      environment: { GITLAB_TOKEN: "x" },
    });
    expect(code).toBe(2);
    expect(stderr).toContain(word);
  });
});

test("the help names what a review takes, and nothing of other commands", async () => {
  const { code, stdout } = await kongLint(folderWith({}), ["review", "--help"]);
  expect(code).toBe(0);
  for (const word of [
    "GITHUB_TOKEN",
    "GITLAB_TOKEN",
    "--dry-run",
    "one of markdown, json",
    "Exit code: 0 if everything was posted, 2",
  ])
    expect(stdout.replace(/\s+/g, " ")).toContain(word);
  expect(stdout).not.toContain("sarif");
});
