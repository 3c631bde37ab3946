import { symlinkSync } from "node:fs";
import { join } from "node:path";
import { beforeEach, describe, expect, test } from "vitest";
import { UNREAD_FORMATS } from "../fixtures/unread-formats.ts";
import { BASE, BROKEN, KEPT } from "./sample.ts";
import { STORIES } from "./stories.ts";
import { holdToContract, prepare, review, runReview, type Story } from "./story.ts";

describe.each(STORIES)("kinds of files at %s", (_, start) => {
  let story: Story;
  holdToContract(() => story);
  beforeEach(async () => {
    story = await start();
  });

  test("a binary file that is named like Kong's is left alone", async () => {
    story.push({ "conf/kong.conf": Uint8Array.from({ length: 2000 }, (_, at) => (at * 7919) % 256) });
    expect((await review(story)).writes).toEqual([]);
  });

  test("files of formats that are not read yet are left alone", async () => {
    story.push(Object.fromEntries(Object.entries(UNREAD_FORMATS).map(([name, [text]]) => [name, text])));
    const { order, writes } = await review(story);
    expect(order.request.files.map(({ path }) => path)).toContain("env.yml");
    expect(writes).toEqual([]);
  });

  test("a symbolic link is not followed", async () => {
    symlinkSync("/etc/hostname", join(story.folder.path, "linked-kong.conf"));
    story.push({ "README.md": "new\n" });
    const { order, writes } = await review(story);
    expect(order.request.files.map(({ path }) => path)).toContain("linked-kong.conf");
    expect(writes).toEqual([]);
  });

  test("a renamed file that did not change has nothing new to say", async () => {
    story.startFrom({ ...BASE, "conf/kong.conf": BROKEN });
    story.push({ "conf/kong.conf": undefined, "prod/kong.conf": BROKEN });
    const { files } = (await prepare(story)).request;
    expect(files).toMatchObject([{ path: "prod/kong.conf", previousPath: "conf/kong.conf" }]);
    expect((await review(story)).writes).toEqual([]);
  });

  test("changed settings bring up what they cause in files that stay as they are", async () => {
    const settings = (severity: string) => `rules:\n  schema/unknown-property: ${severity}\n`;
    story.startFrom({
      ...BASE,
      "other/kong.conf": `${KEPT}lost_level = x\n`,
      ".kong-lint.yaml": settings("off"),
    });
    story.push({ ".kong-lint.yaml": settings("error") });
    await review(story);
    expect(story.remarks()).toEqual([]);
    expect(story.summaries()[0]).toContain("1 finding outside the diff");
    expect(story.summaries()[0]).toContain("other/kong.conf:3");
  });

  describe("baselines", () => {
    const settings = { ".kong-lint.json": '{ "baseline": "known.json" }' };

    test("one that is missing is said in a line, with exit code 2, as for the lint command", async () => {
      story.push({ ...settings, "conf/kong.conf": BROKEN });
      expect(await runReview(story)).toMatchObject({
        code: 2,
        stdout: "",
        stderr: "kong-lint: the baseline known.json: no such file in the repository\n",
      });
      expect(story.remarks()).toEqual([]);
    });

    test("one that the change brings along after it was missing is gone by", async () => {
      story.startFrom({ ...BASE, ...settings });
      const known = '{ "version": 1, "tool": "kong-lint", "findings": [] }';
      story.push({ "known.json": known, "conf/kong.conf": BROKEN });
      expect(await runReview(story)).toMatchObject({ code: 0, stderr: "" });
      expect(story.remarks().length).toBe(3);
    });
  });
});
