import { beforeEach, describe, expect, test } from "vitest";
import { nodePlatform } from "../../server/platform/node.ts";
import { gitHub } from "../../server/review/github.ts";
import { type PostOutcome, postReview } from "../../server/review/post-review.ts";
import { orderMarkdown } from "../../server/review/render-order.ts";
import { prepareReview, type ReviewOptions } from "../../server/review/review-request.ts";
import { kongLint } from "../cli/run-cli.ts";
import { BOT, type FakeGitHub, fakeGitHub } from "./fake-github.ts";
import type { Mishap } from "./fake-server.ts";
import { type Files, type GitChange, type GitFolder, gitFolder } from "./git-folder.ts";
import { BASE, BROKEN, KEPT, MENDED, SECRET } from "./sample.ts";

const TOKEN = "ghs_notASecretButLooksLikeOne0000000000";

let fake: FakeGitHub;
let folder: GitFolder;
const waits: number[] = [];

beforeEach(async () => {
  fake = await fakeGitHub();
  folder = gitFolder(BASE);
  waits.length = 0;
});

function push(changes: Files): void {
  fake.head = folder.commit(changes);
  fake.changes = folder.diff(fake.head);
}

function provider(patience = 10_000) {
  return gitHub(
    {
      owner: "acme",
      repository: "gateway",
      number: 7,
      token: TOKEN,
      apiUrl: fake.url,
      serverUrl: "https://github.com",
    },
    {
      fetch: (input, init) => fetch(input, init),
      sleep: async (milliseconds) => {
        waits.push(milliseconds);
      },
      now: () => 0,
      patience,
    },
  );
}

async function review(
  wishes: Partial<ReviewOptions> = {},
  patience?: number,
): Promise<PostOutcome & { readonly markdown: string; readonly writes: readonly string[] }> {
  const before = fake.requests.length;
  const options = {
    version: "0.1.0",
    from: "nearest" as const,
    wishes: {},
    limit: 20,
    requestChangesOnError: false,
    ...wishes,
  };
  const platform = { ...nodePlatform(), workingFolder: folder.path };
  const order = await prepareReview(provider(patience), options, platform);
  const outcome = await postReview(provider(patience), order);
  expect(fake.problems).toEqual([]);
  const writes = fake.requests
    .slice(before)
    .filter(({ method, path, body }) => method !== "GET" && !(path === "/graphql" && isQuery(body)))
    .map(
      ({ method, path }) => `${method} ${path.replace("/repos/acme/gateway", "").replace(/\d{6,}/, "ID")}`,
    );
  return { ...outcome, markdown: orderMarkdown(order), writes };
}

function plainChange(path: string): GitChange {
  return { status: "modified", path, previous: path, patch: "@@ -1 +1 @@\n-x\n+y" };
}

function isQuery(body: unknown): boolean {
  return (body as { readonly query: string }).query.startsWith("query");
}

function once(fits: (method: string, path: string) => boolean, mishap: Mishap, times = 1): void {
  let left = times;
  fake.mishap = ({ method, path }) => (fits(method, path) && left-- > 0 ? mishap : undefined);
}

const open = () => fake.comments.filter(({ isResolved, isMinimized }) => !isResolved && !isMinimized);
const createsReview = (method: string, path: string) => method === "POST" && path.endsWith("/reviews");
const submits = (method: string, path: string) => method === "POST" && path.endsWith("/events");

describe("first run", () => {
  test("posts one review and one summary, in as few requests as there can be", async () => {
    push({ "conf/kong.conf": BROKEN });
    const { writes, failed } = await review();
    expect(failed).toEqual([]);
    expect(writes).toEqual([
      "POST /pulls/7/reviews",
      "POST /pulls/7/reviews/ID/events",
      "POST /issues/7/comments",
    ]);
    expect(fake.requests.length).toBe(5);
    expect(fake.comments.map(({ path, line }) => [path, line])).toEqual([
      ["conf/kong.conf", 4],
      ["conf/kong.conf", 5],
      ["conf/kong.conf", 6],
    ]);
    expect(fake.comments[0]?.body).toContain("```suggestion\nproxy_listen = 0.0.0.0:8000 ssl\n```");
    expect(fake.comments[2]?.body).not.toContain("```suggestion");
    expect(JSON.stringify(fake.requests)).not.toContain(SECRET);
  });

  test("looks as the golden file shows it", async () => {
    push({ "conf/kong.conf": BROKEN });
    const { markdown } = await review();
    await expect(markdown.replaceAll(fake.head, "HEAD")).toMatchFileSnapshot("../golden/review/first-run.md");
  });

  test("says nothing where nothing is to be said", async () => {
    push({ "README.md": "hello, world\n" });
    expect((await review()).writes).toEqual([]);
  });

  test("says nothing about what the change leaves alone", async () => {
    folder = gitFolder({ ...BASE, "conf/kong.conf": BROKEN });
    push({ "conf/kong.conf": BROKEN.replace("worker_processes = 2", "worker_processes = 3") });
    expect((await review()).writes).toEqual([]);
  });

  test("stops at the limit and says how many more there are", async () => {
    push({ "conf/kong.conf": BROKEN });
    await review({ limit: 1 });
    expect(fake.comments.map(({ line }) => line)).toEqual([4]);
    expect(fake.summaries[0]?.body).toContain(
      "Comments stop at 1, the gravest first; 2 more are listed below.",
    );
  });

  test("reads the commit from GitHub where there is no checkout", async () => {
    push({ "conf/kong.conf": BROKEN });
    const head = "f".repeat(40);
    fake.head = head;
    fake.blobs.set("conf/kong.conf", BROKEN);
    await review();
    expect(fake.comments.length).toBe(3);
    const reads = fake.requests.filter(({ path }) => path.includes("/git/"));
    expect(reads.map(({ path }) => path.replace(/[0-9a-f]{20,}/, "ID"))).toEqual([
      "/repos/acme/gateway/git/trees/ID?recursive=1",
      "/repos/acme/gateway/git/blobs/ID",
    ]);
  });
});

describe("later runs", () => {
  beforeEach(async () => {
    push({ "conf/kong.conf": BROKEN });
    await review();
  });

  test("the second posts nothing again", async () => {
    expect((await review()).writes).toEqual([]);
    expect(fake.comments.length).toBe(3);
  });

  test("edits a comment whose text is another now", async () => {
    const first = fake.comments[0];
    if (first === undefined) throw new Error("no comment");
    first.body = `an older text ${first.body.slice(first.body.indexOf("<!--"))}`;
    expect((await review()).writes).toEqual(["PATCH /pulls/comments/ID"]);
    expect(first.body).toContain("knows no flag");
  });

  test("resolves what is fixed, and opens it again when it is back", async () => {
    push({ "conf/kong.conf": MENDED });
    expect((await review()).writes).toEqual(["POST /graphql", "PATCH /issues/comments/ID"]);
    expect(fake.comments.map(({ isResolved }) => isResolved)).toEqual([true, false, false]);
    push({ "conf/kong.conf": BROKEN });
    await review();
    expect(fake.comments.map(({ isResolved }) => isResolved)).toEqual([false, false, false]);
    expect(fake.summaries.length).toBe(1);
  });

  test("hides what is fixed where the token may not resolve", async () => {
    push({ "conf/kong.conf": MENDED });
    fake.mishap = ({ body }) =>
      JSON.stringify(body ?? "").includes("kongLintResolve")
        ? { status: 403, message: "Resource not accessible" }
        : undefined;
    expect((await review()).failed).toEqual([]);
    expect(fake.comments[0]).toMatchObject({ isResolved: false, isMinimized: true });
  });

  test("leaves alone what others wrote, even with a mark of ours in it", async () => {
    const [first] = fake.comments;
    if (first === undefined) throw new Error("no comment");
    fake.comments.push({ ...first, id: 42, author: "mallory", line: 1 });
    fake.summaries.unshift({ id: 43, body: fake.summaries[0]?.body ?? "", author: "mallory" });
    push({ "conf/kong.conf": MENDED });
    await review();
    expect(fake.comments.at(-1)).toMatchObject({ id: 42, isResolved: false, body: first.body });
    expect(fake.summaries[0]?.body).toContain("2 errors");
  });

  test("does not repeat what a person resolved", async () => {
    Object.assign(fake.comments[0] ?? {}, { isResolved: true, resolvedBy: "alice" });
    await review();
    expect(fake.comments.length).toBe(3);
    expect(fake.summaries[0]?.body).toContain("resolved by a person");
  });

  test("a force-push that moves the lines moves the comments, each once", async () => {
    for (const comment of fake.comments) comment.isOutdated = true;
    push({ "conf/kong.conf": BROKEN.replace("log_level", "\n\nlog_level") });
    await review();
    expect(open().map(({ line }) => line)).toEqual([6, 7, 8]);
    expect(fake.comments.length).toBe(6);
  });

  test("a line that left the diff loses its comment", async () => {
    const [first] = fake.comments;
    if (first === undefined) throw new Error("no comment");
    first.isOutdated = true;
    push({ "conf/kong.conf": MENDED });
    await review();
    expect(first.isResolved).toBe(true);
  });

  test("a deleted file loses its comments", async () => {
    push({ "conf/kong.conf": undefined });
    await review();
    expect(open()).toEqual([]);
    expect(fake.summaries[0]?.body).toContain("nothing to report");
  });

  test("a renamed file takes its comments along", async () => {
    push({ "conf/kong.conf": undefined, "prod/kong.conf": BROKEN });
    expect(fake.changes[0]?.status).toBe("renamed");
    await review();
    expect(open().map(({ path, line }) => [path, line])).toEqual([
      ["prod/kong.conf", 4],
      ["prod/kong.conf", 5],
      ["prod/kong.conf", 6],
    ]);
  });
});

describe("kinds of files", () => {
  test("a binary file that is named like Kong's is left alone", async () => {
    push({ "conf/kong.conf": Uint8Array.from({ length: 2000 }, (_, at) => (at * 7919) % 256) });
    expect((await review()).writes).toEqual([]);
  });

  test("a symbolic link is not followed", async () => {
    const { symlinkSync } = await import("node:fs");
    symlinkSync("/etc/hostname", `${folder.path}/linked-kong.conf`);
    push({ "README.md": "new\n" });
    expect(fake.changes.map(({ path }) => path)).toContain("linked-kong.conf");
    expect((await review()).writes).toEqual([]);
  });

  test("300 files with 30 of Kong's: pages, one review, one summary", async () => {
    const many: Record<string, string> = {};
    for (let at = 0; at < 270; at++) many[`src/${at}.txt`] = "x\n";
    for (let at = 0; at < 30; at++) many[`kong/${String(at).padStart(2, "0")}/kong.conf`] = BROKEN;
    push(many);
    await review();
    expect(fake.requests.map(({ method }) => method)).toEqual([
      "POST",
      "GET",
      "GET",
      "GET",
      "POST",
      "POST",
      "POST",
    ]);
    // No more than the state, the pages, one review (made and then submitted) and one summary.
    expect(fake.requests.length).toBe(1 + 3 + 2 + 1);
    expect(fake.comments.length).toBe(20);
    expect(fake.summaries[0]?.body).toContain("70 more are listed below");
  });

  test("changed settings bring up what they cause in files that stay as they are", async () => {
    push({
      ".kong-lint.yaml": "rules:\n  schema/unknown-property: error\n  security/plaintext-secret: error\n",
    });
    folder = gitFolder({
      ...BASE,
      "other/kong.conf": `${KEPT}lost_level = x\n`,
      ".kong-lint.yaml": "rules:\n  schema/unknown-property: off\n",
    });
    push({ ".kong-lint.yaml": "rules:\n  schema/unknown-property: error\n" });
    await review();
    expect(fake.comments).toEqual([]);
    expect(fake.summaries[0]?.body).toContain("1 finding outside the diff");
    expect(fake.summaries[0]?.body).toContain("other/kong.conf:3");
  });
});

describe("baselines", () => {
  const settings = { ".kong-lint.json": '{ "baseline": "known.json" }' };
  const options = ["review", "--github", "--request", "7"];
  const run = () =>
    kongLint(folder.path, options, {
      environment: { GITHUB_TOKEN: TOKEN, GITHUB_REPOSITORY: "acme/gateway", GITHUB_API_URL: fake.url },
    });

  test("one that is missing is said in a line, with exit code 2, as for the lint command", async () => {
    push({ ...settings, "conf/kong.conf": BROKEN });
    expect(await run()).toEqual({
      code: 2,
      stdout: "",
      stderr: "kong-lint: the baseline known.json: no such file in the repository\n",
    });
    expect(fake.comments).toEqual([]);
  });

  test("one that the change brings along after it was missing is gone by", async () => {
    folder = gitFolder({ ...BASE, ...settings });
    push({ "known.json": '{ "version": 1, "tool": "kong-lint", "findings": [] }', "conf/kong.conf": BROKEN });
    expect(await run()).toMatchObject({ code: 0, stderr: "" });
    expect(fake.comments.length).toBe(3);
  });
});

describe("large repositories", () => {
  test("a list of files that GitHub cut is no list: the reader is told to check out", async () => {
    push({ "conf/kong.conf": BROKEN });
    fake.head = "f".repeat(40);
    fake.blobs.set("conf/kong.conf", BROKEN);
    fake.treeIsCut = true;
    await expect(review()).rejects.toThrow(`check out the commit ${"f".repeat(40)}`);
  });

  test("changed files beyond those that GitHub lists are owned up to", async () => {
    push({ "conf/kong.conf": BROKEN });
    const { changes } = fake;
    fake.changes = [...changes, ...Array.from({ length: 3000 }, (_, at) => plainChange(`src/${at}.txt`))];
    await review();
    expect(fake.requests.filter(({ path }) => path.includes("/files")).length).toBe(30);
    expect(fake.summaries[0]?.body).toContain("GitHub lists 3000 of the 3001 changed files");
  });
});

describe("asking for changes", () => {
  test("only on wish, once, and taken back when the errors are gone", async () => {
    push({ "conf/kong.conf": BROKEN });
    await review({ requestChangesOnError: true });
    await review({ requestChangesOnError: true });
    expect(fake.reviews.map(({ state }) => state)).toEqual(["CHANGES_REQUESTED"]);
    push({ "conf/kong.conf": BASE["conf/kong.conf"] });
    await review({ requestChangesOnError: true });
    expect(fake.reviews.map(({ state }) => state)).toEqual(["DISMISSED"]);
  });
});

describe("when things go wrong", () => {
  beforeEach(() => push({ "conf/kong.conf": BROKEN }));

  test.each([429, 502])("%s passes: the requests are made again, nothing twice", async (status) => {
    const seen = new Set<string>();
    fake.mishap = ({ method, path }) => {
      const isFirst = !seen.has(`${method} ${path}`);
      seen.add(`${method} ${path}`);
      return isFirst ? { status, headers: status === 429 ? { "retry-after": "3" } : {} } : undefined;
    };
    expect((await review()).failed).toEqual([]);
    expect(fake.comments.length).toBe(3);
    expect(fake.summaries.length).toBe(1);
  });

  test("a 403 that is a rate limit is waited for as GitHub says", async () => {
    once((method) => method === "GET", { status: 403, headers: { "retry-after": "7" } });
    await review();
    expect(waits).toEqual([7000]);
  });

  test("work that was done though the answer was lost is not done again", async () => {
    let left = 3;
    fake.mishap = ({ method, path }) =>
      method === "POST" && path !== "/graphql" && left-- > 0 ? { status: 502, done: true } : undefined;
    expect((await review()).failed).toEqual([]);
    expect(fake.reviews.length).toBe(1);
    expect(fake.comments.length).toBe(3);
    expect(fake.summaries.length).toBe(1);
  });

  test("a draft that cannot be submitted is taken away, and the failure told", async () => {
    once(submits, { status: 502 }, 99);
    const { posted, failed } = await review();
    expect(fake.reviews).toEqual([]);
    expect(failed.map(({ what }) => what)).toEqual(["a review with 3 comments"]);
    expect(posted).toEqual(["the summary"]);
    expect(fake.summaries[0]?.body).toContain("GitHub did not take the comments on lines.");
  });

  test("a draft that an earlier run left is taken away first", async () => {
    fake.reviews.push({
      id: 9,
      body: "x <!-- kong-lint:review -->",
      state: "PENDING",
      author: BOT,
      comments: [],
    });
    expect((await review()).failed).toEqual([]);
    expect(fake.reviews.map(({ state }) => state)).toEqual(["COMMENTED"]);
  });

  test("422: the findings are in the summary", async () => {
    once(createsReview, { status: 422, message: "line must be part of the diff" });
    const { failed } = await review();
    expect(failed[0]?.why).toContain("422");
    expect(fake.summaries[0]?.body).toContain("3 findings on changed lines");
  });

  test("an answer that stalls in its middle ends after a bounded number of attempts", async () => {
    fake.mishap = () => "stall";
    await expect(review({}, 600)).rejects.toThrow("GitHub does not answer");
    expect(fake.requests.length).toBe(4);
  });

  test("a limit that lasts longer than anybody waits is told", async () => {
    const reset = { "x-ratelimit-remaining": "0", "x-ratelimit-reset": "3600" };
    fake.mishap = () => ({ status: 403, headers: reset, message: "API rate limit exceeded" });
    await expect(review()).rejects.toThrow("API rate limit exceeded");
    expect(fake.requests.length).toBe(1);
  });

  test("no answer at all ends after a bounded number of attempts", async () => {
    fake.mishap = () => "drop";
    await expect(review()).rejects.toThrow("GitHub does not answer");
    expect(fake.requests.length).toBe(4);
  });
});

describe("the command", () => {
  const run = (argv: readonly string[] = [], environment: Readonly<Record<string, string>> = {}) =>
    kongLint(folder.path, ["review", "--github", "--request", "7", ...argv], {
      environment: {
        GITHUB_TOKEN: TOKEN,
        GITHUB_REPOSITORY: "acme/gateway",
        GITHUB_API_URL: fake.url,
        ...environment,
      },
    });
  beforeEach(() => push({ "conf/kong.conf": BROKEN }));

  test("posts and says so", async () => {
    expect(await run()).toEqual({
      code: 0,
      stdout: "Posted: a review with 3 comments; the summary.\n",
      stderr: "",
    });
  });

  test("takes the request from the event of the workflow", async () => {
    const { writeFileSync } = await import("node:fs");
    const event = `${folder.path}/.git/event.json`;
    writeFileSync(event, JSON.stringify({ pull_request: { number: 7 } }));
    const result = await kongLint(folder.path, ["review"], {
      environment: {
        GITHUB_ACTIONS: "true",
        GITHUB_TOKEN: TOKEN,
        GITHUB_REPOSITORY: "acme/gateway",
        GITHUB_API_URL: fake.url,
        GITHUB_EVENT_PATH: event,
      },
    });
    expect(result.code).toBe(0);
    expect(fake.comments.length).toBe(3);
  });

  test("a dry run posts nothing", async () => {
    const { code, stdout } = await run(["--dry-run", "--format", "json"]);
    expect(code).toBe(0);
    expect(JSON.parse(stdout)).toMatchObject({
      version: 1,
      review: { event: "COMMENT" },
      counts: { errors: 2 },
    });
    expect(fake.comments).toEqual([]);
    expect(fake.summaries).toEqual([]);
  });

  test("a token that may only read: annotations and step summary instead, and a word about it", async () => {
    const { readFileSync, writeFileSync } = await import("node:fs");
    const summary = `${folder.path}/.git/summary.md`;
    writeFileSync(summary, "");
    fake.mishap = ({ method, path }) =>
      method === "POST" && path !== "/graphql"
        ? { status: 403, message: "Resource not accessible by integration" }
        : undefined;
    const { code, stdout, stderr } = await run([], { GITHUB_STEP_SUMMARY: summary });
    expect(code).toBe(0);
    expect(stderr).toContain("the token may not write on GitHub");
    expect(stdout).toContain("::error file=conf/kong.conf,line=4");
    expect(readFileSync(summary, "utf8")).toContain("conf/kong.conf");
    expect(stdout + stderr).not.toContain(SECRET);
  });

  test("404 is told in a line, with exit code 2 and without the token", async () => {
    fake.mishap = () => ({ status: 404, message: `Not Found ${TOKEN}` });
    const { code, stderr } = await run();
    expect(code).toBe(2);
    expect(stderr).toMatch(/^kong-lint: GitHub answers 404.*nothing was posted\n$/);
    expect(stderr).not.toContain(TOKEN);
  });

  test("what was and what was not posted is told with exit code 2", async () => {
    fake.mishap = ({ path, method }) =>
      method === "POST" && path.includes("/issues/") ? { status: 410, message: "Gone" } : undefined;
    const { code, stderr } = await run();
    expect(code).toBe(2);
    expect(stderr).toContain("  posted: a review with 3 comments\n");
    expect(stderr).toContain("  not posted: the summary (GitHub answers 410");
  });

  test.each([
    [["review"], "--github or --gitlab"],
    [["review", "--github"], "--repository OWNER/NAME"],
    [["review", "--github", "--repository", "a/b", "--request", "x"], "--request x"],
    [["review", "--gitlab", "--request-changes-on", "error"], "CI_PROJECT_ID"],
    [["review", "--github", "--repository", "a/b", "--request", "1"], "GITHUB_TOKEN"],
  ])("%j is refused with a word", async (argv, word) => {
    const { code, stderr } = await kongLint(folder.path, argv);
    expect(code).toBe(2);
    expect(stderr).toContain(word);
  });
});
