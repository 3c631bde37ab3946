import { beforeEach, expect, test } from "vitest";
import { type GitLabStory, gitLabStory } from "./gitlab-story.ts";
import { BASE, BROKEN, KEPT } from "./sample.ts";
import { holdToContract, prepare, review } from "./story.ts";

/** What GitLab alone has. */
let story: GitLabStory;
holdToContract(() => story);
beforeEach(async () => {
  story = await gitLabStory();
});

test("changed files beyond those that GitLab lists are owned up to", async () => {
  story.push({ "conf/kong.conf": BROKEN });
  story.fake.count = "1000+";
  await review(story);
  expect(story.summaries()[0]).toContain("GitLab lists 1 of the 1000+ changed files");
});

test("a comment on a line that the change leaves alone names the old line too", async () => {
  story.startFrom({ ...BASE, "conf/kong.conf": `${KEPT}ssl_cert = x.pem\nssl_cert_key = y.pem\n` });
  story.push({ "conf/kong.conf": `${KEPT}ssl_cert = x.pem\n` });
  await review(story);
  const bodies = story.fake.requests.map(({ body }) => (body as { position?: object } | undefined)?.position);
  const positions = bodies.filter((position) => position !== undefined);
  expect(positions).toContainEqual(expect.objectContaining({ new_line: 3, old_line: 3 }));
});

test("every page of changes is asked for once", async () => {
  const many: Record<string, string> = {};
  for (let at = 0; at < 270; at++) many[`src/${at}.txt`] = "x\n";
  for (let at = 0; at < 30; at++) many[`kong/${String(at).padStart(2, "0")}/kong.conf`] = BROKEN;
  story.push(many);
  const order = await prepare(story, { limit: 150 });
  expect(story.fake.requests.map(({ path }) => path.replace(/.*\/7/, ""))).toEqual([
    "",
    "/api/v4/user",
    "/diffs?per_page=100",
    "/diffs?per_page=100&page=2",
    "/diffs?per_page=100&page=3",
    "/discussions?per_page=100",
    "/draft_notes",
  ]);
  expect(order.steps.create.length).toBe(90);
});

test("a draft that a person with the same token has not finished is neither published nor taken away", async () => {
  story.push({ "conf/kong.conf": BROKEN });
  story.leaveDraft();
  story.fake.drafts.push({ id: 10, note: "by hand", position: null });
  expect((await review(story)).failed).toEqual([]);
  expect(story.remarks().length).toBe(3);
  expect(story.fake.drafts.map(({ id }) => id)).toEqual([10]);
});
