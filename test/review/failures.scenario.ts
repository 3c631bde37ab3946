import { beforeEach, describe, expect, test } from "vitest";
import { BROKEN } from "./sample.ts";
import { fault, holdToContract, review, runReview, type Scenario } from "./scenario.ts";
import { STORIES } from "./scenarios.ts";

describe.each(STORIES)("when things go wrong at %s", (name, start) => {
  let scenario: Scenario;
  holdToContract(() => scenario);
  beforeEach(async () => {
    scenario = await start();
    scenario.push({ "conf/kong.conf": BROKEN });
  });

  test.each([429, 502])("%s passes: the requests are made again, nothing twice", async (status) => {
    const seen = new Set<string>();
    scenario.fake.fault = ({ method, path }) => {
      const isFirst = !seen.has(`${method} ${path}`);
      seen.add(`${method} ${path}`);
      return isFirst ? { status, headers: status === 429 ? { "retry-after": "3" } : {} } : undefined;
    };
    const { failed, waits } = await review(scenario);
    expect(failed).toEqual([]);
    expect(scenario.remarks().length).toBe(3);
    expect(scenario.summaries().length).toBe(1);
    if (status === 429) expect(new Set(waits)).toEqual(new Set([3000]));
  });

  test("work that was done though the answer was lost is not done again", async () => {
    const isWrite = ({ method, path }: { method: string; path: string }) =>
      method === "POST" && path !== "/graphql";
    fault(scenario, isWrite, { status: 502, done: true }, 4);
    expect((await review(scenario)).failed).toEqual([]);
    expect(scenario.remarks().length).toBe(3);
    expect(scenario.summaries().length).toBe(1);
    expect(scenario.drafts()).toBe(0);
  });

  test("what was posted though its answer timed out is not posted again", async () => {
    const isWrite = ({ method, path }: { method: string; path: string }) =>
      method === "POST" && path !== "/graphql";
    fault(scenario, isWrite, { status: 200, done: true, stalls: true }, 5);
    expect((await review(scenario, {}, 1000)).failed).toEqual([]);
    expect(scenario.remarks().length).toBe(3);
    expect(scenario.summaries().length).toBe(1);
    expect(scenario.drafts()).toBe(0);
  });

  test("a failure in the middle leaves no half review, and is told", async () => {
    fault(scenario, scenario.submits, { status: 502 });
    const { posted, failed } = await review(scenario);
    expect(scenario.drafts()).toBe(0);
    expect(scenario.remarks()).toEqual([]);
    expect(failed.map(({ what }) => what)).toEqual(["a review with 3 comments"]);
    expect(posted).toEqual(["the summary"]);
    expect(scenario.summaries()[0]).toContain(`${name} did not take the comments on lines.`);
  });

  test("what an earlier run began and left is taken away first", async () => {
    scenario.leaveDraft();
    expect((await review(scenario)).failed).toEqual([]);
    expect(scenario.drafts()).toBe(0);
    expect(scenario.remarks().length).toBe(3);
  });

  test("422: the findings are in the summary", async () => {
    fault(scenario, scenario.begins, { status: 422, message: "line must be part of the diff" });
    const { failed } = await review(scenario);
    expect(failed[0]?.why).toContain("422");
    expect(scenario.summaries()[0]).toContain("3 findings on changed lines");
  });

  test("an answer that stalls in its middle ends after a bounded number of attempts", async () => {
    scenario.fake.fault = () => "stall";
    await expect(review(scenario, {}, 600)).rejects.toThrow(`${name} does not answer`);
    expect(scenario.fake.requests.length).toBe(4);
  });

  test("no answer at all ends after a bounded number of attempts", async () => {
    scenario.fake.fault = () => "drop";
    await expect(review(scenario)).rejects.toThrow(`${name} does not answer`);
    expect(scenario.fake.requests.length).toBe(4);
  });

  test.each([
    [401, "Bad credentials"],
    [403, "Forbidden"],
    [404, "Not Found"],
    [422, "Unprocessable"],
  ])("%s at the start is told in a line, with exit code 2 and without the token", async (status, message) => {
    scenario.fake.fault = () => ({ status, message: `${message} ${scenario.token}` });
    const { code, stdout, stderr } = await runReview(scenario);
    expect({ code, stdout, stderr }).toEqual({
      code: 2,
      stdout: "",
      stderr: `kong-lint: ${name} answers ${status}: ${message} ***; nothing was posted\n`,
    });
  });

  test("what was and what was not posted is told with exit code 2", async () => {
    fault(scenario, scenario.sums, { status: 410, message: "Gone" });
    const { code, stdout, stderr } = await runReview(scenario);
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
