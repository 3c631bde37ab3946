import { beforeEach, describe, expect, test } from "vitest";
import { BROKEN } from "./sample.ts";
import { runReview, type Scenario } from "./scenario.ts";
import { STORIES } from "./scenarios.ts";

const HEADERS = { "content-type": "application/json" };
const ANSWERS = ["null", "5", '"text"', "{}", "[]", "[null]", "[{}]", '{"data":null}', '{"data":{}}'];

describe.each(STORIES)("%s answers with other data than it describes", (_, start) => {
  let scenario: Scenario;
  beforeEach(async () => {
    scenario = await start();
    scenario.push({ "conf/kong.conf": BROKEN });
    await runReview(scenario);
    scenario.push({ "conf/kong.conf": `${BROKEN}\n# more\n` });
  }, 60_000);

  test.each(ANSWERS)("%s: one line, and no error of the program", async (page) => {
    const { fake } = scenario;
    const before = fake.requests.length;
    await runReview(scenario, ["--dry-run"]);
    const asked = new Set(fake.requests.slice(before).map(kindOf));
    expect(asked.size).toBeGreaterThan(1);
    for (const kind of asked) {
      fake.fault = (request) =>
        kindOf(request) === kind ? { status: 200, page, headers: HEADERS } : undefined;
      const { code, stderr } = await runReview(scenario, ["--dry-run"]);
      expect(stderr, `${kind} ${page}`).not.toContain("internal error");
      expect([0, 2], `${kind} ${page}`).toContain(code);
      if (page === "null") expect(code, kind).toBe(2);
      expect(stderr.split("\n").length, stderr).toBeLessThanOrEqual(2);
      if (code === 2) expect(stderr).toMatch(/^kong-lint: .*; nothing was posted\n$/);
    }
  });

  test.each(ANSWERS)("%s to what is written: said, and no error of the program", async (page) => {
    scenario.fake.fault = ({ method, path }) =>
      method === "GET" || (method === "POST" && path.endsWith("/graphql"))
        ? undefined
        : { status: 200, page, headers: HEADERS };
    const { stderr } = await runReview(scenario);
    expect(stderr).not.toContain("internal error");
  });
});

function kindOf({ method, path }: { readonly method: string; readonly path: string }): string {
  return `${method} ${path.replace(/\?.*$/, "")}`;
}
