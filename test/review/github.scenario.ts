import { beforeEach, describe, expect, test } from "vitest";
import type { GitChange } from "./git-folder.ts";
import { type GitHubScenario, gitHubStory } from "./github-scenario.ts";
import { BASE, BROKEN, MENDED } from "./sample.ts";
import { fault, holdToContract, review } from "./scenario.ts";

/** What GitHub alone has. */
let scenario: GitHubScenario;
holdToContract(() => scenario);
beforeEach(async () => {
  scenario = await gitHubStory();
  scenario.push({ "conf/kong.conf": BROKEN });
});

function plainChange(path: string): GitChange {
  return { status: "modified", path, previous: path, patch: "@@ -1 +1 @@\n-x\n+y" };
}

describe("without a checkout", () => {
  const head = "f".repeat(40);
  beforeEach(() => {
    scenario.fake.head = head;
    scenario.fake.blobs.set("conf/kong.conf", BROKEN);
  });

  test("the commit is read from GitHub", async () => {
    await review(scenario);
    expect(scenario.remarks().length).toBe(3);
    const reads = scenario.fake.requests.filter(({ path }) => path.includes("/git/"));
    expect(reads.map(({ path }) => path.replace(/[0-9a-f]{20,}/, "ID"))).toEqual([
      "/repos/acme/gateway/git/trees/ID?recursive=1",
      "/repos/acme/gateway/git/blobs/ID",
    ]);
  });

  test("a list of files that GitHub cut is no list: the reader is told to check out", async () => {
    scenario.fake.treeIsCut = true;
    await expect(review(scenario)).rejects.toThrow(`check out the commit ${head}`);
  });
});

test("changed files beyond those that GitHub lists are owned up to", async () => {
  const { changes } = scenario.fake;
  scenario.fake.changes = [
    ...changes,
    ...Array.from({ length: 3000 }, (_, at) => plainChange(`src/${at}.txt`)),
  ];
  await review(scenario);
  expect(scenario.fake.requests.filter(({ path }) => path.includes("/files")).length).toBe(30);
  expect(scenario.summaries()[0]).toContain("GitHub lists 3000 of the 3001 changed files");
});

test("what is fixed is hidden where the token may not resolve", async () => {
  await review(scenario);
  scenario.push({ "conf/kong.conf": MENDED });
  fault(scenario, ({ body }) => JSON.stringify(body ?? "").includes("kongLintResolve"), {
    status: 403,
    message: "Resource not accessible",
  });
  expect((await review(scenario)).failed).toEqual([]);
  expect(scenario.fake.comments[0]).toMatchObject({ isResolved: false, isMinimized: true });
});

test("conversations beyond a page are known too", async () => {
  await review(scenario);
  const [first] = scenario.fake.comments;
  if (first === undefined) throw new Error("no comment");
  scenario.fake.comments.unshift(
    ...Array.from({ length: 150 }, (_, at) => ({ ...first, id: at, author: "alice", body: "hello" })),
  );
  expect((await review(scenario)).writes).toEqual([]);
});

test("changes are asked for on wish only, once, and that is taken back when the errors are gone", async () => {
  await review(scenario, { requestChangesOnError: true });
  await review(scenario, { requestChangesOnError: true });
  expect(scenario.fake.reviews.map(({ state }) => state)).toEqual(["CHANGES_REQUESTED"]);
  scenario.push({ "conf/kong.conf": BASE["conf/kong.conf"] });
  await review(scenario, { requestChangesOnError: true });
  expect(scenario.fake.reviews.map(({ state }) => state)).toEqual(["DISMISSED"]);
});

test("a 403 that is a rate limit is waited for as GitHub says", async () => {
  fault(scenario, ({ method }) => method === "GET", { status: 403, headers: { "retry-after": "7" } }, 1);
  expect((await review(scenario)).waits).toEqual([7000]);
});

test("a limit that lasts longer than anybody waits is told", async () => {
  const headers = { "x-ratelimit-remaining": "0", "x-ratelimit-reset": "3600" };
  scenario.fake.fault = () => ({ status: 403, headers, message: "API rate limit exceeded" });
  await expect(review(scenario)).rejects.toThrow("API rate limit exceeded");
  expect(scenario.fake.requests.length).toBe(1);
});

test("a limit of writing that no header tells is no token that may only read", async () => {
  fault(scenario, scenario.begins, { status: 403, message: "You have exceeded a secondary rate limit" });
  const { failed, isReadOnly } = await review(scenario);
  expect(isReadOnly).toBe(false);
  expect(failed).toMatchObject([{ what: "a review with 3 comments" }]);
});
