import { readFileSync } from "node:fs";
import { dirname, join } from "node:path";
import { fileURLToPath } from "node:url";
import { describe, expect, test } from "vitest";
import {
  EXCEPTIONS,
  parseExceptions,
  shrink,
  totals,
  writeExceptions,
} from "../../tools/style/exceptions.ts";
import { countHits, findHits, keyOf } from "../../tools/style/find-hits.ts";
import { findTexts, textsOfCode, textsOfMarkdown } from "../../tools/style/find-texts.ts";
import { INTERNAL, stylePatterns } from "../../tools/style/patterns.ts";

const root = join(dirname(fileURLToPath(import.meta.url)), "../..");
const texts = findTexts(root);
const allowed = parseExceptions(readFileSync(join(root, EXCEPTIONS), "utf8"));

describe("the texts of the project follow docs/style.md", () => {
  const hits = findHits(texts);
  const counts = countHits(hits);

  test("no text has a pattern that the page asks to avoid", () => {
    const more = hits.filter((hit) => (counts.get(keyOf(hit)) ?? 0) > (allowed.get(keyOf(hit)) ?? 0));
    expect(more.map((hit) => `${hit.path}:${hit.line} "${hit.words}" (${hit.pattern}): ${hit.text}`)).toEqual(
      [],
    );
  });

  test("no exception is left", () => {
    expect([...allowed]).toEqual([]);
  });

  test("the exceptions shrink: no count is higher than what is left (`npm run style` lowers them)", () => {
    const fewer = [...allowed].filter(([key, count]) => (counts.get(key) ?? 0) < count);
    expect(fewer).toEqual([]);
  });

  test("no page and no message speaks of the project's inner documents", () => {
    const guilty = texts.filter(
      ({ path, text }) => /^(?:server|client|schemas)\//.test(path) && text.search(INTERNAL) >= 0,
    );
    expect(guilty).toEqual([]);
  });
});

test("docs/style.md lists every pattern, and what to write instead", () => {
  const page = readFileSync(join(root, "docs/style.md"), "utf8");
  const listed = [...page.matchAll(/^\| ([^|]+) \| [^|]+ \|$/gm)].map((row) =>
    row[1]?.replaceAll("`", "").trim(),
  );
  for (const { name } of stylePatterns) expect(listed).toContain(name);
});

describe("the search for texts", () => {
  test("finds messages, titles, help, documentation, rule pages and the texts of properties", () => {
    const paths = new Set(texts.map(({ path }) => path));
    for (const path of [
      "README.md",
      "docs/style.md",
      "action.yml",
      "package.json",
      "client/README.md",
      "schemas/facts/history.json",
      "schemas/texts/postgres.json",
      "tools/generators/settings-docs.ts",
      "server/cli/options/report-options.ts",
      "server/rules/schema/enum-value.md",
      "server/rules/schema/enum-value.ts",
    ])
      expect(paths).toContain(path);
  });

  test("reads strings and templates of code, and neither imports, types, identifiers nor comments", () => {
    const source = [
      'import a from "a b c";',
      'type T = "a type of words";',
      "/** A comment of words. */",
      'export const title = "a title", id = "identifier";',
      "const message = `Kong wants ${a} and \\`no code\\` here`;",
    ].join("\n");
    expect(textsOfCode("a.ts", source)).toEqual([
      { path: "a.ts", line: 4, text: "a title" },
      { path: "a.ts", line: 5, text: "Kong wants … and `…` here" },
    ]);
  });

  test("reads paragraphs of pages, and neither code nor the messages below an example", () => {
    const page = [
      "# A title of words",
      "",
      "One paragraph",
      "on two lines.",
      "",
      "- an item",
      "",
      "```conf findings=error@1:1-1:2",
      "# some code",
      "```",
      "",
      "> **Error** on line 1: some message.",
      "",
      "The end [of it](a b.md).",
    ].join("\n");
    expect(textsOfMarkdown("server/rules/group/rule.md", page)).toEqual([
      { path: "server/rules/group/rule.md", line: 1, text: "# A title of words" },
      { path: "server/rules/group/rule.md", line: 3, text: "One paragraph on two lines." },
      { path: "server/rules/group/rule.md", line: 6, text: "- an item" },
      { path: "server/rules/group/rule.md", line: 14, text: "The end [of it]." },
    ]);
  });
});

describe("the patterns", () => {
  const patternsIn = (text: string) =>
    findHits([{ path: "a.ts", line: 1, text }]).map(({ pattern }) => pattern);

  test.each([
    ["`…` is no UUID.", "is no"],
    ["A label is none that Kong accepts", "none that"],
    ["Kong wants a number", "wants"],
    ["a value is wanted here", "wants"],
    ["Kong mistakes nothing: it takes the word for a number", "takes X for Y"],
    ["Kong takes only numbers", "takes"],
    ["Kong knows only `…`", "knows"],
    ["put a blank before it", "blank"],
    ["a port behind the address", "behind"],
    ["write it in small letters", "in small letters, in capitals"],
    ["Kong drops it without a word", "without a word, says nothing"],
    ["the property is gone since Kong 3.0", "is gone"],
    ["the property came with Kong 3.4", "comes with 3.4"],
    ["from Kong 3.4 on it is refused", "from 3.4 on"],
    ["until Kong 3.4 it is refused", "until 3.4, through 3.4"],
    ["Kong does not heed it", "old words"],
    ["the file holds a secret", "holds"],
    ["the colour and the behaviour", "British spelling"],
    ["a plug-in", "plug-in"],
    ["two data centers", "data centre, data center"],
    ["Set it, unless the environment does.", "unless the environment does"],
    ["The secret stands in plain text", "stands"],
    ["Write on", "Write x"],
  ])("%j is found", (text, pattern) => {
    expect(patternsIn(text)).toContain(pattern);
  });

  test.each([
    "There is no such rule, and Kong is no longer asked.",
    "The change takes effect at once and takes precedence.",
    "Anyone who knows the secret",
    "A blank line",
    "Kong runs behind a load balancer, or behind the other proxy.",
    "`…` stands for any characters.",
    "Since Kong 3.4, up to 3.9, from 3.4 to 3.9, before 3.4",
    "Change to `…`",
    "Write `…` instead.",
  ])("%j is fine", (text) => {
    expect(patternsIn(text)).toEqual([]);
  });
});

describe("the exceptions", () => {
  const counts = new Map([
    ['"is no" b.ts', 2],
    ['"wants" a.ts', 1],
  ]);

  test("are read as they are written", () => {
    expect(parseExceptions(writeExceptions(counts))).toEqual(counts);
  });

  test("may move to another file, and may not grow", () => {
    expect(totals(counts)).toEqual(
      new Map([
        ['"is no"', 2],
        ['"wants"', 1],
      ]),
    );
    const moved = new Map([['"is no" c.ts', 2]]);
    expect(shrink(counts, moved)).toEqual({ counts: moved });
    expect(shrink(counts, new Map([['"is no" b.ts', 3]]))).toEqual({
      grown: ['"is no": 3, and 2 are allowed'],
    });
  });
});
