import fc from "fast-check";
import ignore from "ignore";
import { describe, expect, test } from "vitest";
import { extraPropertyTest } from "../../server/settings/extra-properties.ts";
import { ignoreVerdict, readIgnorePatterns } from "../../server/settings/ignore-patterns.ts";
import { matchingPattern } from "../../server/settings/path-patterns.ts";
import { amount } from "../depth.ts";

describe("patterns of names", () => {
  test.each([
    ["my_plugin_*", "my_plugin_x", true],
    ["KONG_MY_*", "my_x", true],
    ["my_?", "my_x", true],
    ["my_?", "my_xy", false],
    ["*", "", true],
    ["a.c", "abc", false],
    ["[ab]", "a", false],
    ["a*b*c", "a_b_b_c", true],
    ["a*b*c", "a_c_b", false],
    ["MY_X", "my_x", true],
  ])("%s and %s: %s", (pattern, name, expected) => {
    expect(extraPropertyTest([pattern])(name)).toBe(expected);
  });

  test("no pattern makes the time grow faster than its length times that of the name", () => {
    // With a regular expression for each of these, no computer would see the end.
    const name = "a".repeat(2000);
    const pattern = `${"*a".repeat(500)}b`;
    expect(extraPropertyTest([pattern])(name)).toBe(false);
    const folders = `/w/${"a/".repeat(500)}${"a".repeat(200)}`;
    for (const each of [
      pattern,
      `**/${"**/a/".repeat(200)}b`,
      `${"*a*/".repeat(200)}*b`,
      `${"?*".repeat(100)}b`,
    ])
      expect(matchingPattern([each], "/w", folders)).toBeUndefined();
  });
});

describe("patterns of paths", () => {
  test.each([
    [["legacy/"], "legacy/kong.conf", 0],
    [["legacy/"], "legacy", undefined],
    [["*.conf", "!kong.conf"], "a/kong.conf", undefined],
    [["*.conf", "!kong.conf"], "a/b.conf", 0],
    [["a/", "!a/kong.conf"], "a/kong.conf", 0],
    [["/kong.conf"], "a/kong.conf", undefined],
    [["a/**/kong.conf"], "a/kong.conf", 0],
    [["a/**/kong.conf"], "a/b/c/kong.conf", 0],
    [["a/**"], "a/kong.conf", 0],
    [["**/b/*"], "a/b/kong.conf", 0],
    [["*"], "a/kong.conf", 0],
    [["k[a-o]ng.conf"], "kong.conf", 0],
    [["k[!a-n]ng.conf"], "kong.conf", 0],
    [["k[ong.conf"], "k[ong.conf", undefined],
    [["\\!x", "\\#x", "x\\*"], "x*", 2],
    [["#x", "", "x  "], "x", 2],
    [["x\\ "], "x ", 0],
    [["KONG.conf"], "kong.CONF", 0],
  ])("%j and %s: %s", (patterns, path, index) => {
    expect(matchingPattern(patterns, "/w", `/w/${path}`)?.index).toBe(index);
  });

  test("say what the library for .gitignore says", () => {
    const name = fc.string({ unit: fc.constantFrom("a", "b", "B", "."), minLength: 1, maxLength: 3 });
    const path = fc
      .array(name, { minLength: 1, maxLength: 4 })
      .map((names) => names.join("/"))
      .filter((each) => ignore.isPathValid(each) && !each.split("/").some((part) => /^\.+$/.test(part)));
    const part = fc.oneof(
      fc.string({
        unit: fc.constantFrom("a", "b", "?", "*", ".", "[ab]", "[!a]", "\\a"),
        minLength: 1,
        maxLength: 4,
      }),
      fc.constant("**"),
    );
    const pattern = fc
      .tuple(
        fc.constantFrom("", "", "!"),
        fc.constantFrom("", "", "/"),
        fc.array(part, { minLength: 1, maxLength: 3 }),
        fc.constantFrom("", "", "/"),
      )
      .map(([sign, start, parts, end]) => sign + start + parts.join("/") + end);
    fc.assert(
      fc.property(
        fc.array(pattern, { minLength: 1, maxLength: 3 }),
        path,
        fc.boolean(),
        (patterns, each, isFolder) => {
          const theirs = ignore()
            .add(patterns)
            .test(isFolder ? `${each}/` : each);
          const ours = ignoreVerdict(readIgnorePatterns(patterns), each, isFolder);
          expect([ours?.ignored ?? false, ours?.ignored === false]).toEqual([
            theirs.ignored,
            theirs.unignored,
          ]);
        },
      ),
      { numRuns: amount(3000) },
    );
  });
});
