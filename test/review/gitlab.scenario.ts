import { beforeEach, expect, test } from "vitest";
import { type GitLabScenario, gitLabStory } from "./gitlab-scenario.ts";
import { BASE, BROKEN, KEPT } from "./sample.ts";
import { holdToContract, prepare, review } from "./scenario.ts";

/** What GitLab alone has. */
let scenario: GitLabScenario;
holdToContract(() => scenario);
beforeEach(async () => {
  scenario = await gitLabStory();
});

test("changed files beyond those that GitLab lists are owned up to", async () => {
  scenario.push({ "conf/kong.conf": BROKEN });
  scenario.fake.count = "1000+";
  await review(scenario);
  expect(scenario.summaries()[0]).toContain("GitLab lists 1 of the 1000+ changed files");
});

test("a comment on a line that the change leaves alone names the old line too", async () => {
  scenario.startFrom({ ...BASE, "conf/kong.conf": `${KEPT}ssl_cert = x.pem\nssl_cert_key = y.pem\n` });
  scenario.push({ "conf/kong.conf": `${KEPT}ssl_cert = x.pem\n` });
  await review(scenario);
  const bodies = scenario.fake.requests.map(
    ({ body }) => (body as { position?: object } | undefined)?.position,
  );
  const positions = bodies.filter((position) => position !== undefined);
  expect(positions).toContainEqual(expect.objectContaining({ new_line: 3, old_line: 3 }));
});

test("every page of changes is asked for once", async () => {
  const many: Record<string, string> = {};
  for (let at = 0; at < 270; at++) many[`src/${at}.txt`] = "x\n";
  for (let at = 0; at < 30; at++) many[`kong/${String(at).padStart(2, "0")}/kong.conf`] = BROKEN;
  scenario.push(many);
  const order = await prepare(scenario, { limit: 150 });
  expect(scenario.fake.requests.map(({ path }) => path.replace(/.*\/7/, ""))).toEqual([
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
  scenario.push({ "conf/kong.conf": BROKEN });
  scenario.leaveDraft();
  scenario.fake.drafts.push({ id: 10, note: "by hand", position: null });
  expect((await review(scenario)).failed).toEqual([]);
  expect(scenario.remarks().length).toBe(3);
  expect(scenario.fake.drafts.map(({ id }) => id)).toEqual([10]);
});
