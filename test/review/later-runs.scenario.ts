import { beforeEach, describe, expect, test } from "vitest";
import { BROKEN, MENDED } from "./sample.ts";
import { holdToContract, open, places, review, type Scenario } from "./scenario.ts";
import { STORIES } from "./scenarios.ts";

describe.each(STORIES)("later runs at %s", (_, start) => {
  let scenario: Scenario;
  holdToContract(() => scenario);
  beforeEach(async () => {
    scenario = await start();
    scenario.push({ "conf/kong.conf": BROKEN });
    await review(scenario);
  });

  test("the second posts nothing again", async () => {
    expect((await review(scenario)).writes).toEqual([]);
    expect(scenario.remarks().length).toBe(3);
    expect(scenario.summaries().length).toBe(1);
  });

  test("a comment whose text is another now is edited", async () => {
    const before = scenario.remarks()[0]?.body ?? "";
    scenario.rewrite(0, `an older text ${before.slice(before.indexOf("<!--"))}`);
    expect((await review(scenario)).writes).toEqual([scenario.words.edit]);
    expect(scenario.remarks()[0]?.body).toBe(before);
  });

  test("what is fixed is resolved, and opened again when it is back", async () => {
    scenario.push({ "conf/kong.conf": MENDED });
    expect((await review(scenario)).writes).toEqual([scenario.words.resolve, scenario.words.summary]);
    expect(scenario.remarks().map(({ isOpen }) => isOpen)).toEqual([false, true, true]);
    scenario.push({ "conf/kong.conf": BROKEN });
    await review(scenario);
    expect(scenario.remarks().map(({ isOpen }) => isOpen)).toEqual([true, true, true]);
    expect(scenario.summaries().length).toBe(1);
  });

  test("what others wrote is left alone, even with a mark of ours in it", async () => {
    scenario.forge(0);
    const [theirs, theirSummary] = [scenario.remarks().at(-1), scenario.summaries().at(-1)];
    scenario.push({ "conf/kong.conf": MENDED });
    await review(scenario);
    expect(scenario.remarks().at(-1)).toMatchObject({ isOpen: true, body: theirs?.body });
    expect(scenario.summaries().at(-1)).toBe(theirSummary);
    expect(scenario.summaries()[0]).toContain("1 error, 1 warning");
  });

  test("what a person resolved is not repeated", async () => {
    scenario.resolveAs(0, "alice");
    await review(scenario);
    expect(scenario.remarks().length).toBe(3);
    expect(scenario.summaries()[0]).toContain("resolved by a person");
  });

  test("comments that moved along with their lines stay as they are", async () => {
    scenario.push({ "conf/kong.conf": BROKEN.replace("log_level", "\n\nlog_level") }, (line) => line + 2);
    // The summary names the new lines.
    expect((await review(scenario)).writes).toEqual([scenario.words.summary]);
  });

  test("a force-push that leaves comments behind makes new ones, each once", async () => {
    scenario.outdate();
    scenario.push({ "conf/kong.conf": BROKEN.replace("log_level", "\n\nlog_level") });
    await review(scenario);
    expect(places(open(scenario))).toEqual([
      ["conf/kong.conf", 6],
      ["conf/kong.conf", 7],
      ["conf/kong.conf", 8],
    ]);
    expect(scenario.remarks().length).toBe(6);
  });

  test("a line that left the diff loses its comment", async () => {
    scenario.outdate();
    scenario.push({ "conf/kong.conf": MENDED });
    await review(scenario);
    expect(scenario.remarks()[0]?.isOpen).toBe(false);
    expect(places(open(scenario))).toEqual([
      ["conf/kong.conf", 5],
      ["conf/kong.conf", 6],
    ]);
  });

  test("a deleted file loses its comments", async () => {
    scenario.push({ "conf/kong.conf": undefined });
    await review(scenario);
    expect(open(scenario)).toEqual([]);
    expect(scenario.summaries()[0]).toContain("nothing to report");
  });

  test("a renamed file takes its comments along", async () => {
    scenario.push({ "conf/kong.conf": undefined, "prod/kong.conf": BROKEN });
    await review(scenario);
    expect(places(open(scenario))).toEqual([
      ["prod/kong.conf", 4],
      ["prod/kong.conf", 5],
      ["prod/kong.conf", 6],
    ]);
  });

  test("a file that became binary is left alone", async () => {
    scenario.push({ "conf/kong.conf": Uint8Array.from({ length: 2000 }, (_, at) => (at * 7919) % 256) });
    await review(scenario);
    expect(open(scenario)).toEqual([]);
  });
});
