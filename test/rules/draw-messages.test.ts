import { readFileSync } from "node:fs";
import { expect, test } from "vitest";
import { parseRulePage } from "../../server/engine/rule-page.ts";
import { rules } from "../../server/rules/registry.ts";
import { drawMessages } from "../../tools/rule-pages/draw-messages.ts";
import { judgedPage, NOT_JUDGED, verdictsIn } from "../../tools/rule-pages/judged-messages.ts";

const PAGES = ["a/one", "a/two", "a/three"].map((id) =>
  parseRulePage(
    [
      `# ${id}`,
      "",
      "## Examples",
      "",
      "### Bad: two",
      "",
      "```conf findings=error@1:1-1:2",
      "x = 1",
      "```",
      "",
      `> **Error** on line 1: the first of ${id}.`,
      ">",
      `> **Error** on line 1: the second of ${id}.`,
      "",
    ].join("\n"),
  ),
);

test("a seed draws the same messages again, and another seed others", () => {
  const drawn = (seed: number) => drawMessages(PAGES, seed, 4).map(({ message }) => message);
  expect(drawn(1)).toEqual(drawn(1));
  expect(new Set(Array.from({ length: 9 }, (_, seed) => drawn(seed).join())).size).toBeGreaterThan(1);
});

test("every rule has its turn before one has a second", () => {
  const drawn = drawMessages(PAGES, 1, 4).map(({ rule }) => rule);
  expect(new Set(drawn.slice(0, 3)).size).toBe(3);
  expect(drawMessages(PAGES, 1, 99)).toHaveLength(6);
});

test("a page keeps the verdicts on messages with the same words, and no other", () => {
  const messages = drawMessages(PAGES, 1, 2);
  const judged = judgedPage(messages, 1, new Map()).replace(`Verdict: ${NOT_JUDGED}`, "Verdict: true");
  const again = judgedPage(messages, 1, verdictsIn(judged));
  expect([...verdictsIn(again).values()]).toEqual(["true", NOT_JUDGED]);
  const changed = messages.map((each) => ({ ...each, message: `${each.message} Really.` }));
  expect([...verdictsIn(judgedPage(changed, 1, verdictsIn(judged))).values()]).toEqual([
    NOT_JUDGED,
    NOT_JUDGED,
  ]);
});

test("the committed page has 100 messages, each judged", () => {
  const page = readFileSync(new URL("../corpus/judged/messages.md", import.meta.url), "utf8");
  const verdicts = verdictsIn(page);
  expect(verdicts.size).toBe(100);
  expect([...verdicts.values()]).not.toContain(NOT_JUDGED);
  const known = new Set(rules.map(({ id }) => id));
  for (const key of verdicts.keys()) expect(known).toContain(key.split(" ")[0]);
});
