import { beforeEach, describe, expect, test } from "vitest";
import { BROKEN } from "./sample.ts";
import { STORIES } from "./stories.ts";
import { holdToContract, mishap, review, runReview, type Story } from "./story.ts";

describe.each(STORIES)("when things go wrong at %s", (name, start) => {
  let story: Story;
  holdToContract(() => story);
  beforeEach(async () => {
    story = await start();
    story.push({ "conf/kong.conf": BROKEN });
  });

  test.each([429, 502])("%s passes: the requests are made again, nothing twice", async (status) => {
    const seen = new Set<string>();
    story.fake.mishap = ({ method, path }) => {
      const isFirst = !seen.has(`${method} ${path}`);
      seen.add(`${method} ${path}`);
      return isFirst ? { status, headers: status === 429 ? { "retry-after": "3" } : {} } : undefined;
    };
    const { failed, waits } = await review(story);
    expect(failed).toEqual([]);
    expect(story.remarks().length).toBe(3);
    expect(story.summaries().length).toBe(1);
    if (status === 429) expect(new Set(waits)).toEqual(new Set([3000]));
  });

  test("work that was done though the answer was lost is not done again", async () => {
    const isWrite = ({ method, path }: { method: string; path: string }) =>
      method === "POST" && path !== "/graphql";
    mishap(story, isWrite, { status: 502, done: true }, 4);
    expect((await review(story)).failed).toEqual([]);
    expect(story.remarks().length).toBe(3);
    expect(story.summaries().length).toBe(1);
    expect(story.drafts()).toBe(0);
  });

  test("what was posted though its answer timed out is not posted again", async () => {
    const isWrite = ({ method, path }: { method: string; path: string }) =>
      method === "POST" && path !== "/graphql";
    mishap(story, isWrite, { status: 200, done: true, stalls: true }, 5);
    expect((await review(story, {}, 1000)).failed).toEqual([]);
    expect(story.remarks().length).toBe(3);
    expect(story.summaries().length).toBe(1);
    expect(story.drafts()).toBe(0);
  });

  test("a failure in the middle leaves no half review, and is told", async () => {
    mishap(story, story.submits, { status: 502 });
    const { posted, failed } = await review(story);
    expect(story.drafts()).toBe(0);
    expect(story.remarks()).toEqual([]);
    expect(failed.map(({ what }) => what)).toEqual(["a review with 3 comments"]);
    expect(posted).toEqual(["the summary"]);
    expect(story.summaries()[0]).toContain(`${name} did not take the comments on lines.`);
  });

  test("what an earlier run began and left is taken away first", async () => {
    story.leaveDraft();
    expect((await review(story)).failed).toEqual([]);
    expect(story.drafts()).toBe(0);
    expect(story.remarks().length).toBe(3);
  });

  test("422: the findings are in the summary", async () => {
    mishap(story, story.begins, { status: 422, message: "line must be part of the diff" });
    const { failed } = await review(story);
    expect(failed[0]?.why).toContain("422");
    expect(story.summaries()[0]).toContain("3 findings on changed lines");
  });

  test("an answer that stalls in its middle ends after a bounded number of attempts", async () => {
    story.fake.mishap = () => "stall";
    await expect(review(story, {}, 600)).rejects.toThrow(`${name} does not answer`);
    expect(story.fake.requests.length).toBe(4);
  });

  test("no answer at all ends after a bounded number of attempts", async () => {
    story.fake.mishap = () => "drop";
    await expect(review(story)).rejects.toThrow(`${name} does not answer`);
    expect(story.fake.requests.length).toBe(4);
  });

  test.each([
    [401, "Bad credentials"],
    [403, "Forbidden"],
    [404, "Not Found"],
    [422, "Unprocessable"],
  ])("%s at the start is told in a line, with exit code 2 and without the token", async (status, message) => {
    story.fake.mishap = () => ({ status, message: `${message} ${story.token}` });
    const { code, stdout, stderr } = await runReview(story);
    expect({ code, stdout, stderr }).toEqual({
      code: 2,
      stdout: "",
      stderr: `kong-lint: ${name} answers ${status}: ${message} ***; nothing was posted\n`,
    });
  });

  test("what was and what was not posted is told with exit code 2", async () => {
    mishap(story, story.sums, { status: 410, message: "Gone" });
    const { code, stdout, stderr } = await runReview(story);
    expect({ code, stdout, stderr }).toEqual({
      code: 2,
      stdout: "",
      stderr: [
        "kong-lint: the review is not complete",
        "  posted: a review with 3 comments",
        `  not posted: the summary (${name} answers 410: Gone)`,
        "",
      ].join("\n"),
    });
  });
});
