import { describe, expect, test } from "vitest";
import { bundledPage, pageForReaders } from "../../server/engine/page-for-readers.ts";
import { parseRulePage } from "../../server/engine/rule-page.ts";
import { explain } from "../../server/lsp/commands/explain.ts";
import { rulePages } from "../../server/rules/rule-pages.ts";

describe.each(Object.entries(rulePages))("%s", (id, page) => {
  const read = pageForReaders(page, id);

  test("says what the page says, the messages of its examples among it, but for silent examples", () => {
    const { sections, examples: all } = parseRulePage(page);
    const examples = all.filter(({ kind }) => kind !== "silent");
    expect([...parseRulePage(read).sections.keys()]).toEqual([...sections.keys()]);
    const shown = parseRulePage(read).examples;
    expect(shown.map(({ kind, title, messages }) => [kind, title, messages])).toEqual(
      examples.map(({ kind, title, messages }) => [kind, title, messages]),
    );
    for (const { expected, messages } of examples)
      expect([...messages.matchAll(/^> \*\*(?:Error|Warning|Info|Hint)\*\* on line \d+/gm)].length).toBe(
        expected.length,
      );
  });

  test("is the same when it is made of what the programs have", () => {
    const bundled = bundledPage(page);
    expect(bundled.length).toBeLessThan(page.length);
    expect(pageForReaders(bundled, id)).toBe(read);
  });

  test("shows no attributes, no comments and no links that lead nowhere", () => {
    expect(read.match(/^```\S*[ \t]+\S.*$/gm) ?? []).toEqual([]);
    expect(read).not.toContain("<!--");
    expect(read.match(/\]\((?!https:\/\/)[^)]*\)/g) ?? []).toEqual([]);
  });
});

test("links to other rules become addresses, from the folder of the page", () => {
  expect(pageForReaders("[a](b.md), [c](../d/e.md), [f](https://g.test/h.md)", "group/rule")).toBe(
    "[a](https://github.com/kong-lint/kong-lint/blob/main/server/rules/group/b.md), " +
      "[c](https://github.com/kong-lint/kong-lint/blob/main/server/rules/d/e.md), [f](https://g.test/h.md)",
  );
});

test("the editor shows the page as readers see it, and nothing for a rule that does not exist", () => {
  const page = explain({ rule: "listen/port-clash" });
  expect(page).toBe(pageForReaders(rulePages["listen/port-clash"] ?? "", "listen/port-clash"));
  expect(page).toMatch(/^> \*\*Error\*\* on line 2 for Kong 3\.9\.3: .*Admin API/m);
  expect(explain({ rule: "listen/no-such-rule" })).toBeNull();
});
