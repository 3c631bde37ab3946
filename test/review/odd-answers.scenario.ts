import { beforeEach, describe, expect, test } from "vitest";
import { BROKEN } from "./sample.ts";
import { STORIES } from "./stories.ts";
import { runReview, type Story } from "./story.ts";

const HEADERS = { "content-type": "application/json" };
const ANSWERS = ["null", "5", '"text"', "{}", "[]", "[null]", "[{}]", '{"data":null}', '{"data":{}}'];

describe.each(STORIES)("%s answers with other data than it describes", (_, start) => {
  let story: Story;
  beforeEach(async () => {
    story = await start();
    story.push({ "conf/kong.conf": BROKEN });
    await runReview(story);
    story.push({ "conf/kong.conf": `${BROKEN}\n# more\n` });
  }, 60_000);

  test.each(ANSWERS)("%s: one line, and no error of the program", async (page) => {
    const { fake } = story;
    const before = fake.requests.length;
    await runReview(story, ["--dry-run"]);
    const asked = new Set(fake.requests.slice(before).map(kindOf));
    expect(asked.size).toBeGreaterThan(1);
    for (const kind of asked) {
      fake.mishap = (request) =>
        kindOf(request) === kind ? { status: 200, page, headers: HEADERS } : undefined;
      const { code, stderr } = await runReview(story, ["--dry-run"]);
      expect(stderr, `${kind} ${page}`).not.toContain("internal error");
      expect([0, 2], `${kind} ${page}`).toContain(code);
      if (page === "null") expect(code, kind).toBe(2);
      expect(stderr.split("\n").length, stderr).toBeLessThanOrEqual(2);
      if (code === 2) expect(stderr).toMatch(/^kong-lint: .*; nothing was posted\n$/);
    }
  });

  test.each(ANSWERS)("%s to what is written: said, and no error of the program", async (page) => {
    story.fake.mishap = ({ method, path }) =>
      method === "GET" || (method === "POST" && path.endsWith("/graphql"))
        ? undefined
        : { status: 200, page, headers: HEADERS };
    const { stderr } = await runReview(story);
    expect(stderr).not.toContain("internal error");
  });
});

function kindOf({ method, path }: { readonly method: string; readonly path: string }): string {
  return `${method} ${path.replace(/\?.*$/, "")}`;
}
