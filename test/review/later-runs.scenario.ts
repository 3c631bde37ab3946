import { beforeEach, describe, expect, test } from "vitest";
import { BROKEN, MENDED } from "./sample.ts";
import { STORIES } from "./stories.ts";
import { holdToContract, open, places, review, type Story } from "./story.ts";

describe.each(STORIES)("later runs at %s", (_, start) => {
  let story: Story;
  holdToContract(() => story);
  beforeEach(async () => {
    story = await start();
    story.push({ "conf/kong.conf": BROKEN });
    await review(story);
  });

  test("the second posts nothing again", async () => {
    expect((await review(story)).writes).toEqual([]);
    expect(story.remarks().length).toBe(3);
    expect(story.summaries().length).toBe(1);
  });

  test("a comment whose text is another now is edited", async () => {
    const before = story.remarks()[0]?.body ?? "";
    story.rewrite(0, `an older text ${before.slice(before.indexOf("<!--"))}`);
    expect((await review(story)).writes).toEqual([story.words.edit]);
    expect(story.remarks()[0]?.body).toBe(before);
  });

  test("what is fixed is resolved, and opened again when it is back", async () => {
    story.push({ "conf/kong.conf": MENDED });
    expect((await review(story)).writes).toEqual([story.words.resolve, story.words.summary]);
    expect(story.remarks().map(({ isOpen }) => isOpen)).toEqual([false, true, true]);
    story.push({ "conf/kong.conf": BROKEN });
    await review(story);
    expect(story.remarks().map(({ isOpen }) => isOpen)).toEqual([true, true, true]);
    expect(story.summaries().length).toBe(1);
  });

  test("what others wrote is left alone, even with a mark of ours in it", async () => {
    story.forge(0);
    const [theirs, theirSummary] = [story.remarks().at(-1), story.summaries().at(-1)];
    story.push({ "conf/kong.conf": MENDED });
    await review(story);
    expect(story.remarks().at(-1)).toMatchObject({ isOpen: true, body: theirs?.body });
    expect(story.summaries().at(-1)).toBe(theirSummary);
    expect(story.summaries()[0]).toContain("1 error, 1 warning");
  });

  test("what a person resolved is not repeated", async () => {
    story.resolveAs(0, "alice");
    await review(story);
    expect(story.remarks().length).toBe(3);
    expect(story.summaries()[0]).toContain("resolved by a person");
  });

  test("comments that moved along with their lines stay as they are", async () => {
    story.push({ "conf/kong.conf": BROKEN.replace("log_level", "\n\nlog_level") }, (line) => line + 2);
    expect((await review(story)).writes).toEqual([]);
  });

  test("a force-push that leaves comments behind makes new ones, each once", async () => {
    story.outdate();
    story.push({ "conf/kong.conf": BROKEN.replace("log_level", "\n\nlog_level") });
    await review(story);
    expect(places(open(story))).toEqual([
      ["conf/kong.conf", 6],
      ["conf/kong.conf", 7],
      ["conf/kong.conf", 8],
    ]);
    expect(story.remarks().length).toBe(6);
  });

  test("a line that left the diff loses its comment", async () => {
    story.outdate();
    story.push({ "conf/kong.conf": MENDED });
    await review(story);
    expect(story.remarks()[0]?.isOpen).toBe(false);
    expect(places(open(story))).toEqual([
      ["conf/kong.conf", 5],
      ["conf/kong.conf", 6],
    ]);
  });

  test("a deleted file loses its comments", async () => {
    story.push({ "conf/kong.conf": undefined });
    await review(story);
    expect(open(story)).toEqual([]);
    expect(story.summaries()[0]).toContain("nothing to report");
  });

  test("a renamed file takes its comments along", async () => {
    story.push({ "conf/kong.conf": undefined, "prod/kong.conf": BROKEN });
    await review(story);
    expect(places(open(story))).toEqual([
      ["prod/kong.conf", 4],
      ["prod/kong.conf", 5],
      ["prod/kong.conf", 6],
    ]);
  });

  test("a file that became binary is left alone", async () => {
    story.push({ "conf/kong.conf": Uint8Array.from({ length: 2000 }, (_, at) => (at * 7919) % 256) });
    await review(story);
    expect(open(story)).toEqual([]);
  });
});
