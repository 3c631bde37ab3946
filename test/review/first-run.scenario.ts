import { beforeEach, describe, expect, test } from "vitest";
import { BASE, BROKEN, SECRET } from "./sample.ts";
import { fault, holdToContract, places, prepare, review, type Scenario } from "./scenario.ts";
import { STORIES } from "./scenarios.ts";

describe.each(STORIES)("the first run at %s", (name, start) => {
  let scenario: Scenario;
  holdToContract(() => scenario);
  beforeEach(async () => {
    scenario = await start();
  });

  test("posts one review and one summary, and nothing else", async () => {
    scenario.push({ "conf/kong.conf": BROKEN });
    const { writes, failed, posted } = await review(scenario);
    expect(failed).toEqual([]);
    expect(posted).toEqual(["a review with 3 comments", "the summary"]);
    expect(writes).toEqual([...scenario.words.review(3), scenario.words.newSummary]);
    expect(places(scenario.remarks())).toEqual([
      ["conf/kong.conf", 4],
      ["conf/kong.conf", 5],
      ["conf/kong.conf", 6],
    ]);
    expect(scenario.drafts()).toBe(0);
  });

  test("suggests what fits the lines, and never a secret", async () => {
    scenario.push({ "conf/kong.conf": BROKEN });
    await review(scenario);
    const [flag, , password] = scenario.remarks();
    expect(flag?.body).toMatch(/```suggestion(?::-0\+0)?\nproxy_listen = 0\.0\.0\.0:8000 ssl\n```/);
    expect(password?.body).toContain("`pg_password` is stored in plain text");
    expect(password?.body).not.toContain("```suggestion");
    expect(JSON.stringify(scenario.fake.requests)).not.toContain(SECRET);
  });

  test("looks as the golden file shows it", async () => {
    scenario.push({ "conf/kong.conf": BROKEN });
    const { markdown } = await review(scenario);
    const file = name === "GitHub" ? "first-run" : "gitlab-first-run";
    await expect(markdown.replaceAll(scenario.fake.head, "HEAD")).toMatchFileSnapshot(
      `../golden/review/${file}.md`,
    );
  });

  test("says nothing where nothing is to be said", async () => {
    scenario.push({ "README.md": "hello, world\n" });
    expect((await review(scenario)).writes).toEqual([]);
  });

  test("says nothing about what the change leaves alone", async () => {
    scenario.startFrom({ ...BASE, "conf/kong.conf": BROKEN });
    scenario.push({ "conf/kong.conf": BROKEN.replace("worker_processes = 2", "worker_processes = 3") });
    expect((await review(scenario)).writes).toEqual([scenario.words.newSummary]);
    const [summary] = scenario.summaries();
    expect(summary).toContain("nothing to report about this change");
    expect(summary).toMatch(/\| changed \| `nginx_worker_processes` \| `2` \(line \d+\) \| `3` /);
  });

  test("stops at the limit, most severe first, and says how many more there are", async () => {
    scenario.push({ "conf/kong.conf": BROKEN });
    await review(scenario, { limit: 1 });
    expect(places(scenario.remarks())).toEqual([["conf/kong.conf", 4]]);
    expect(scenario.summaries()[0]).toContain(
      "Comments stop at 1, most severe first; 2 more are listed below.",
    );
  });

  test("a dry run asks, and posts nothing", async () => {
    scenario.push({ "conf/kong.conf": BROKEN });
    fault(scenario, ({ method, path }) => method !== "GET" && path !== "/graphql", { status: 500 });
    expect((await prepare(scenario)).steps.create.length).toBe(3);
    expect(scenario.writes(scenario.fake.requests)).toEqual([]);
  });

  test("300 files with 30 of Kong's: pages, one review, one summary", async () => {
    const many: Record<string, string> = {};
    for (let at = 0; at < 270; at++) many[`src/${at}.txt`] = "x\n";
    for (let at = 0; at < 30; at++) many[`kong/${String(at).padStart(2, "0")}/kong.conf`] = BROKEN;
    scenario.push(many);
    const { writes, failed } = await review(scenario);
    expect(failed).toEqual([]);
    expect(writes).toEqual([...scenario.words.review(20), scenario.words.newSummary]);
    expect(scenario.remarks().length).toBe(20);
    expect(scenario.summaries()[0]).toContain("70 more are listed below");
    const reads = scenario.fake.requests.length - writes.length;
    // GitHub: how the request stands, and 3 pages. GitLab besides: who asks, discussions, drafts.
    expect(reads).toBe(name === "GitHub" ? 1 + 3 : 1 + 3 + 3);
  });
});
