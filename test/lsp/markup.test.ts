import { expect, test } from "vitest";
import { withWholeParagraphs } from "../../server/lsp/support/markup.ts";

test("a paragraph is one line, and what is no paragraph stays", () => {
  const page = [
    'Kong crashes with "attempt to compare nil',
    'with number", since',
    "3 nodes agree, and",
    "`pg_host` is unset.",
    "",
    "- an item",
    "  that goes on",
    "- another",
    "1. a number",
    "2. another",
    "",
    "```conf",
    "a = 1",
    "b = 2",
    "```",
    "After",
    "it.",
  ];
  expect(withWholeParagraphs(page.join("\n"))).toBe(
    [
      'Kong crashes with "attempt to compare nil with number", since 3 nodes agree, and `pg_host` is unset.',
      "",
      "- an item that goes on",
      "- another",
      "1. a number",
      "2. another",
      "",
      "```conf",
      "a = 1",
      "b = 2",
      "```",
      "After it.",
    ].join("\n"),
  );
});
