import { beforeEach, describe, expect, test } from "vitest";
import type { GitChange } from "./git-folder.ts";
import { type GitHubStory, gitHubStory } from "./github-story.ts";
import { BASE, BROKEN, MENDED } from "./sample.ts";
import { holdToContract, mishap, review } from "./story.ts";

/** What GitHub alone has. */
let story: GitHubStory;
holdToContract(() => story);
beforeEach(async () => {
  story = await gitHubStory();
  story.push({ "conf/kong.conf": BROKEN });
});

function plainChange(path: string): GitChange {
  return { status: "modified", path, previous: path, patch: "@@ -1 +1 @@\n-x\n+y" };
}

describe("without a checkout", () => {
  const head = "f".repeat(40);
  beforeEach(() => {
    story.fake.head = head;
    story.fake.blobs.set("conf/kong.conf", BROKEN);
  });

  test("the commit is read from GitHub", async () => {
    await review(story);
    expect(story.remarks().length).toBe(3);
    const reads = story.fake.requests.filter(({ path }) => path.includes("/git/"));
    expect(reads.map(({ path }) => path.replace(/[0-9a-f]{20,}/, "ID"))).toEqual([
      "/repos/acme/gateway/git/trees/ID?recursive=1",
      "/repos/acme/gateway/git/blobs/ID",
    ]);
  });

  test("a list of files that GitHub cut is no list: the reader is told to check out", async () => {
    story.fake.treeIsCut = true;
    await expect(review(story)).rejects.toThrow(`check out the commit ${head}`);
  });
});

test("changed files beyond those that GitHub lists are owned up to", async () => {
  const { changes } = story.fake;
  story.fake.changes = [...changes, ...Array.from({ length: 3000 }, (_, at) => plainChange(`src/${at}.txt`))];
  await review(story);
  expect(story.fake.requests.filter(({ path }) => path.includes("/files")).length).toBe(30);
  expect(story.summaries()[0]).toContain("GitHub lists 3000 of the 3001 changed files");
});

test("what is fixed is hidden where the token may not resolve", async () => {
  await review(story);
  story.push({ "conf/kong.conf": MENDED });
  mishap(story, ({ body }) => JSON.stringify(body ?? "").includes("kongLintResolve"), {
    status: 403,
    message: "Resource not accessible",
  });
  expect((await review(story)).failed).toEqual([]);
  expect(story.fake.comments[0]).toMatchObject({ isResolved: false, isMinimized: true });
});

test("conversations beyond a page are known too", async () => {
  await review(story);
  const [first] = story.fake.comments;
  if (first === undefined) throw new Error("no comment");
  story.fake.comments.unshift(
    ...Array.from({ length: 150 }, (_, at) => ({ ...first, id: at, author: "alice", body: "hello" })),
  );
  expect((await review(story)).writes).toEqual([]);
});

test("changes are asked for on wish only, once, and that is taken back when the errors are gone", async () => {
  await review(story, { requestChangesOnError: true });
  await review(story, { requestChangesOnError: true });
  expect(story.fake.reviews.map(({ state }) => state)).toEqual(["CHANGES_REQUESTED"]);
  story.push({ "conf/kong.conf": BASE["conf/kong.conf"] });
  await review(story, { requestChangesOnError: true });
  expect(story.fake.reviews.map(({ state }) => state)).toEqual(["DISMISSED"]);
});

test("a 403 that is a rate limit is waited for as GitHub says", async () => {
  mishap(story, ({ method }) => method === "GET", { status: 403, headers: { "retry-after": "7" } }, 1);
  expect((await review(story)).waits).toEqual([7000]);
});

test("a limit that lasts longer than anybody waits is told", async () => {
  const headers = { "x-ratelimit-remaining": "0", "x-ratelimit-reset": "3600" };
  story.fake.mishap = () => ({ status: 403, headers, message: "API rate limit exceeded" });
  await expect(review(story)).rejects.toThrow("API rate limit exceeded");
  expect(story.fake.requests.length).toBe(1);
});

test("a limit of writing that no header tells is no token that may only read", async () => {
  mishap(story, story.begins, { status: 403, message: "You have exceeded a secondary rate limit" });
  const { failed, isReadOnly } = await review(story);
  expect(isReadOnly).toBe(false);
  expect(failed).toMatchObject([{ what: "a review with 3 comments" }]);
});
