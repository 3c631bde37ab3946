import { beforeEach, describe, expect, test } from "vitest";
import { nodePlatform } from "../../server/platform/node.ts";
import { gitLab } from "../../server/review/gitlab.ts";
import { type PostOutcome, postReview } from "../../server/review/post-review.ts";
import { orderMarkdown } from "../../server/review/render-order.ts";
import { prepareReview, type ReviewOptions } from "../../server/review/review-request.ts";
import { kongLint } from "../cli/run-cli.ts";
import { BOT, type FakeGitLab, type FakeNote, fakeGitLab } from "./fake-gitlab.ts";
import type { Mishap } from "./fake-server.ts";
import { type Files, type GitFolder, gitFolder } from "./git-folder.ts";
import { BASE, BROKEN, KEPT, MENDED, SECRET } from "./sample.ts";

const TOKEN = "glpat-notASecretButLong00";
const ALICE = { id: 8, username: "alice" };

let fake: FakeGitLab;
let folder: GitFolder;
const waits: number[] = [];

beforeEach(async () => {
  fake = await fakeGitLab();
  folder = gitFolder(BASE);
  waits.length = 0;
});

/** A push; comments move along with their lines, as far as those are still there. */
function push(changes: Files, moved: (line: number) => number = (line) => line): void {
  fake.head = folder.commit(changes);
  fake.changes = folder.diff(fake.head);
  for (const { position } of comments()) {
    if (position !== null)
      Object.assign(position, { head_sha: fake.head, new_line: moved(position.new_line) });
  }
}

function provider(patience = 10_000) {
  return gitLab(
    {
      project: "acme/gateway",
      number: 7,
      token: TOKEN,
      apiUrl: fake.url,
      projectUrl: "https://gitlab.example/acme/gateway",
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
  const order = await prepareReview(provider(patience), options, {
    ...nodePlatform(),
    workingFolder: folder.path,
  });
  const reviewer = provider(patience);
  await reviewer.open();
  const outcome = await postReview(reviewer, order);
  expect(fake.problems).toEqual([]);
  const writes = fake.requests
    .slice(before)
    .filter(({ method }) => method !== "GET")
    .map(
      ({ method, path }) => `${method} ${path.replace(/.*merge_requests\/7/, "").replace(/\d{3,}/g, "ID")}`,
    );
  return { ...outcome, markdown: orderMarkdown(order), writes };
}

const notes = () => fake.discussions.flatMap((discussion) => discussion.notes);
const comments = () => notes().filter(({ resolvable }) => resolvable);
const summaries = () => notes().filter(({ resolvable }) => !resolvable);
const open = () => comments().filter(({ resolved }) => !resolved);
const placed = (list: readonly FakeNote[]) =>
  list.map(({ position }) => [position?.new_path, position?.new_line]);

function once(fits: (method: string, path: string) => boolean, mishap: Mishap, times = 1): void {
  let left = times;
  fake.mishap = ({ method, path }) => (fits(method, path) && left-- > 0 ? mishap : undefined);
}

const publishes = (method: string, path: string) => method === "POST" && path.endsWith("bulk_publish");

describe("first run", () => {
  test("drafts are published together, then the summary is posted", async () => {
    push({ "conf/kong.conf": BROKEN });
    const { writes, failed } = await review();
    expect(failed).toEqual([]);
    expect(writes).toEqual([
      "POST /draft_notes",
      "POST /draft_notes",
      "POST /draft_notes",
      "POST /draft_notes/bulk_publish",
      "POST /notes",
    ]);
    expect(placed(comments())).toEqual([
      ["conf/kong.conf", 4],
      ["conf/kong.conf", 5],
      ["conf/kong.conf", 6],
    ]);
    expect(comments()[0]?.body).toContain("```suggestion:-0+0\nproxy_listen = 0.0.0.0:8000 ssl\n```");
    expect(JSON.stringify(fake.requests)).not.toContain(SECRET);
  });

  test("looks as the golden file shows it", async () => {
    push({ "conf/kong.conf": BROKEN });
    const { markdown } = await review();
    await expect(markdown.replaceAll(fake.head, "HEAD")).toMatchFileSnapshot(
      "../golden/review/gitlab-first-run.md",
    );
  });

  test("changed files beyond those that GitLab lists are owned up to", async () => {
    push({ "conf/kong.conf": BROKEN });
    fake.count = "1000+";
    await review();
    expect(summaries()[0]?.body).toContain("GitLab lists 1 of the 1000+ changed files");
  });

  test("a comment on a line that the change leaves alone names the old line too", async () => {
    folder = gitFolder({ ...BASE, "conf/kong.conf": `${KEPT}ssl_cert = x.pem\nssl_cert_key = y.pem\n` });
    push({ "conf/kong.conf": `${KEPT}ssl_cert = x.pem\n` });
    await review();
    const bodies = fake.requests.map(({ body }) => (body as { position?: object } | undefined)?.position);
    const positions = bodies.filter((position) => position !== undefined);
    expect(positions).toContainEqual(expect.objectContaining({ new_line: 3, old_line: 3 }));
  });

  test("300 files with 30 of Kong's and pages of comments: every page is asked for once", async () => {
    const many: Record<string, string> = {};
    for (let at = 0; at < 270; at++) many[`src/${at}.txt`] = "x\n";
    for (let at = 0; at < 30; at++) many[`kong/${String(at).padStart(2, "0")}/kong.conf`] = BROKEN;
    push(many);
    const order = await prepareReview(
      provider(),
      { version: "0.1.0", from: "nearest", wishes: {}, limit: 150, requestChangesOnError: false },
      { ...nodePlatform(), workingFolder: folder.path },
    );
    expect(fake.requests.map(({ path }) => path.replace(/.*\/7/, ""))).toEqual([
      "",
      "/api/v4/user",
      "/diffs?per_page=100",
      "/diffs?per_page=100&page=2",
      "/diffs?per_page=100&page=3",
      "/discussions?per_page=100",
      "/draft_notes",
    ]);
    expect(order.steps.create.length).toBe(90);
    expect(fake.problems).toEqual([]);
  });
});

describe("later runs", () => {
  beforeEach(async () => {
    push({ "conf/kong.conf": BROKEN });
    await review();
  });

  test("the second posts nothing again", async () => {
    expect((await review()).writes).toEqual([]);
  });

  test("edits a comment whose text is another now", async () => {
    const [first] = comments();
    if (first === undefined) throw new Error("no comment");
    first.body = `an older text ${first.body.slice(first.body.indexOf("<!--"))}`;
    expect((await review()).writes).toEqual(["PUT /discussions/dID/notes/ID"]);
    expect(first.body).toContain("knows no flag");
  });

  test("resolves what is fixed, and opens it again when it is back", async () => {
    push({ "conf/kong.conf": MENDED });
    expect((await review()).writes).toEqual(["PUT /discussions/dID/notes/ID", "PUT /notes/ID"]);
    expect(comments().map(({ resolved }) => resolved)).toEqual([true, false, false]);
    push({ "conf/kong.conf": BROKEN });
    await review();
    expect(comments().map(({ resolved }) => resolved)).toEqual([false, false, false]);
    expect(summaries().length).toBe(1);
  });

  test("leaves alone what others wrote, even with a mark of ours in it", async () => {
    const [first] = comments();
    if (first === undefined) throw new Error("no comment");
    fake.discussions.push({ id: "d42", notes: [{ ...first, id: 42, author: ALICE }] });
    push({ "conf/kong.conf": MENDED });
    await review();
    expect(comments().at(-1)).toMatchObject({ id: 42, resolved: false, body: first.body });
  });

  test("does not repeat what a person resolved", async () => {
    Object.assign(comments()[0] ?? {}, { resolved: true, resolved_by: ALICE });
    await review();
    expect(comments().length).toBe(3);
    expect(summaries()[0]?.body).toContain("resolved by a person");
  });

  test("comments that moved along with their lines stay as they are", async () => {
    push({ "conf/kong.conf": BROKEN.replace("log_level", "\n\nlog_level") }, (line) => line + 2);
    expect((await review()).writes).toEqual([]);
  });

  test("a force-push that leaves comments behind makes new ones, each once", async () => {
    const old = comments().map(({ position }) => ({ ...position }));
    push({ "conf/kong.conf": BROKEN.replace("log_level", "\n\nlog_level") });
    for (const [at, note] of comments().entries()) note.position = old[at] as FakeNote["position"];
    await review();
    expect(placed(open())).toEqual([
      ["conf/kong.conf", 6],
      ["conf/kong.conf", 7],
      ["conf/kong.conf", 8],
    ]);
  });

  test("a deleted file loses its comments", async () => {
    push({ "conf/kong.conf": undefined });
    await review();
    expect(open()).toEqual([]);
    expect(summaries()[0]?.body).toContain("nothing to report");
  });

  test("a renamed file takes its comments along", async () => {
    push({ "conf/kong.conf": undefined, "prod/kong.conf": BROKEN });
    expect(fake.changes[0]?.status).toBe("renamed");
    await review();
    expect(placed(open())).toEqual([
      ["prod/kong.conf", 4],
      ["prod/kong.conf", 5],
      ["prod/kong.conf", 6],
    ]);
  });

  test("a file that became binary is left alone", async () => {
    push({ "conf/kong.conf": Uint8Array.from({ length: 2000 }, (_, at) => (at * 7919) % 256) });
    await review();
    expect(open()).toEqual([]);
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
    expect(comments().length).toBe(3);
    expect(summaries().length).toBe(1);
  });

  test("work that was done though the answer was lost is not done again", async () => {
    let left = 4;
    fake.mishap = ({ method }) => (method === "POST" && left-- > 0 ? { status: 502, done: true } : undefined);
    expect((await review()).failed).toEqual([]);
    expect(comments().length).toBe(3);
    expect(summaries().length).toBe(1);
  });

  test("a failure in the middle leaves no drafts, and is told", async () => {
    once(publishes, { status: 502 }, 99);
    const { failed, posted } = await review();
    expect(failed.map(({ what }) => what)).toEqual(["a review with 3 comments"]);
    expect(posted).toEqual(["the summary"]);
    expect(fake.drafts).toEqual([]);
    expect(summaries()[0]?.body).toContain("GitLab did not take the comments on lines.");
  });

  test("drafts that an earlier run left are taken away first", async () => {
    const note = "x <!-- kong-lint:finding 0123456789abcdef listen/unknown-flag -->";
    fake.drafts.push({ id: 9, note, position: null }, { id: 10, note: "by hand", position: null });
    once(publishes, { status: 422 }, 99);
    await review();
    expect(fake.drafts.map(({ id }) => id)).toEqual([10]);
  });

  test("422: the findings are in the summary", async () => {
    once((method, path) => method === "POST" && path.endsWith("/draft_notes"), { status: 422 });
    const { failed } = await review();
    expect(failed[0]?.why).toContain("422");
    expect(summaries()[0]?.body).toContain("3 findings on changed lines");
  });

  test("an answer that stalls in its middle ends after a bounded number of attempts", async () => {
    fake.mishap = () => "stall";
    await expect(review({}, 600)).rejects.toThrow("GitLab does not answer");
    expect(fake.requests.length).toBe(4);
  });

  test("no answer at all ends after a bounded number of attempts", async () => {
    fake.mishap = () => "drop";
    await expect(review()).rejects.toThrow("GitLab does not answer");
    expect(fake.requests.length).toBe(4);
  });
});

describe("the command", () => {
  const environment = () => ({
    GITLAB_CI: "true",
    GITLAB_TOKEN: TOKEN,
    CI_API_V4_URL: fake.url,
    CI_MERGE_REQUEST_PROJECT_ID: "acme/gateway",
    CI_MERGE_REQUEST_IID: "7",
    CI_MERGE_REQUEST_PROJECT_URL: "https://gitlab.example/acme/gateway",
  });
  const run = (argv: readonly string[] = []) =>
    kongLint(folder.path, ["review", ...argv], { environment: environment() });
  beforeEach(() => push({ "conf/kong.conf": BROKEN }));

  test("takes everything from the variables of the job, posts and says so", async () => {
    expect(await run()).toEqual({
      code: 0,
      stdout: "Posted: a review with 3 comments; the summary.\n",
      stderr: "",
    });
    expect(comments().every(({ author }) => author === BOT)).toBe(true);
  });

  test("a token that may only read: the findings are in the log, and a word about it", async () => {
    fake.mishap = ({ method }) => (method === "POST" ? { status: 403, message: "403 Forbidden" } : undefined);
    const { code, stdout, stderr } = await run();
    expect(code).toBe(0);
    expect(stderr).toContain("the token may not write on GitLab");
    expect(stdout).toContain("conf/kong.conf:4");
    expect(stdout + stderr).not.toContain(SECRET);
  });

  test.each([
    [401, "401 Unauthorized"],
    [403, "403 Forbidden"],
    [404, "404 Project Not Found"],
  ])("%s is told in a line, with exit code 2 and without the token", async (status, message) => {
    fake.mishap = () => ({ status, message: `${message} ${TOKEN}` });
    const { code, stdout, stderr } = await run();
    expect(code).toBe(2);
    expect(stderr).toBe(`kong-lint: GitLab answers ${status}: ${message} ***; nothing was posted\n`);
    expect(stdout).toBe("");
  });
});
