import { beforeEach, describe, expect, test } from "vitest";
import { BROKEN } from "./sample.ts";
import { runReview, type Scenario } from "./scenario.ts";
import { STORIES } from "./scenarios.ts";

describe.each(STORIES)("a server in the place of %s", (_, start) => {
  let scenario: Scenario;
  beforeEach(async () => {
    scenario = await start();
    scenario.push({ "conf/kong.conf": BROKEN });
  }, 60_000);

  test.each([
    [
      "a redirect to another host",
      { status: 302, headers: { location: "https://other.example/" } },
      "redirects to another host",
    ],
    ["a page of HTML", { status: 200, page: "<html><body>Sign in</body></html>" }, ""],
    ["an error as a page of HTML", { status: 404, page: "<html><body>Not here</body></html>" }, "404"],
    [
      "half of its JSON",
      { status: 200, page: '{"data":{"repository":', headers: { "content-type": "application/json" } },
      "",
    ],
    ["redirects in a circle", { status: 307, headers: { location: "/" } }, ""],
  ])("answers with %s: one line, exit code 2, and no token", async (_what, answer, words) => {
    scenario.fake.fault = () => answer;
    const { code, stdout, stderr } = await runReview(scenario);
    expect(code).toBe(2);
    expect(stderr).toMatch(/^kong-lint: .*; nothing was posted\n$/);
    expect(stderr).toContain(words);
    expect(stdout + stderr).not.toContain(scenario.token);
    expect(stdout + stderr).not.toContain("internal error");
  });
});
