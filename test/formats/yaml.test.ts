import fc from "fast-check";
import { describe, expect, test } from "vitest";
import { childOf, entriesOf } from "../../server/formats/yaml/entries.ts";
import { parseYaml } from "../../server/formats/yaml/parse-yaml.ts";
import { resolvePlain } from "../../server/formats/yaml/resolve-plain.ts";
import type { YamlNode, YamlScalar } from "../../server/formats/yaml/tree.ts";
import { writeScalar } from "../../server/formats/yaml/write-scalar.ts";

function scalarIn(text: string): YamlScalar {
  const value = childOf(parseYaml(text).documents[0]?.root, "a");
  if (value?.kind !== "scalar") throw new Error("no scalar");
  return value;
}

/** The source characters of each character of a value. */
function characters(text: string): string[] {
  const { text: value, map } = scalarIn(text);
  return [...value].map((_, at) => {
    const { start, end } = map.spanToSource({ start: at, end: at + 1 });
    return text.slice(start, end);
  });
}

describe("the place of each character of a scalar", () => {
  test.each([
    ["plain", "a: one", ["o", "n", "e"]],
    ["plain over lines", "a: b\n   c", ["b", "\n", "c"]],
    ["single quotes", "a: 'i''s'", ["i", "'", "s"]],
    ["double quotes", 'a: "x\\ty\\u00e9"', ["x", "\\", "y", "\\"]],
    ["an escaped line break", 'a: "b\\\n   c"', ["b", "c"]],
    ["a folded quote", 'a: "b\n\n   c"', ["b", "\n", "c"]],
    ["a literal block", "a: |\n  b\n  c\n", ["b", "\n", "c", "\n"]],
    ["a literal block deeper inside", "a: |\n  b\n    c\n", ["b", "\n", " ", " ", "c", "\n"]],
    ["a folded block", "a: >-\n  b\n  c\n", ["b", "\n", "c"]],
    ["returns before line feeds", "a: |\r\n  b\r\n  c\r\n", ["b", "\n", "c", "\n"]],
    ["a byte order mark before", "\ufeffa: b", ["b"]],
  ])("%s", (_, text, expected) => expect(characters(text)).toEqual(expected));

  test("text without escapes stands where the map says", () => {
    const word = fc.stringMatching(/^[a-z0-9.,:/#-]{1,8}$/);
    fc.assert(
      fc.property(
        fc.array(word, { minLength: 1, maxLength: 6 }),
        fc.constantFrom("|", ">", "|-", ">-"),
        (words, sign) => {
          const text = `a: ${sign}\n${words.map((each) => `    ${each}\n`).join("")}b: c\n`;
          const { text: value, map } = scalarIn(text);
          for (const [at, character] of [...value].entries()) {
            const source = text.charAt(map.toSource(at));
            expect(character === " " ? "\n" : character).toBe(source);
          }
        },
      ),
    );
  });
});

describe("what a reader takes a plain scalar for", () => {
  const printed = (text: string, reader: Parameters<typeof resolvePlain>[1]): string => {
    const resolved = resolvePlain(text, reader);
    return "text" in resolved ? `${resolved.type} ${resolved.text}` : resolved.type;
  };
  test.each([
    ["off", "text off", "boolean false", "boolean false"],
    ["y", "text y", "boolean true", "text y"],
    ["True", "boolean true", "boolean true", "boolean true"],
    ["~", "null", "null", "null"],
    ["08", "float 8", "float 8", "text 08"],
    ["010", "integer 8", "integer 8", "integer 8"],
    ["0o17", "integer 15", "integer 15", "text 0o17"],
    ["0x1F", "integer 31", "integer 31", "integer 31"],
    ["1_000", "integer 1000", "integer 1000", "integer 1000"],
    ["1e3", "float 1000", "float 1000", "text 1e3"],
    ["3.10", "float 3.1", "float 3.1", "float 3.1"],
    ["1.0", "float 1", "float 1", "float 1.0"],
    ["1000000.0", "float 1e+06", "float 1e+06", "float 1000000.0"],
    ["0.00001", "float 1e-05", "float 1e-05", "float 1e-05"],
    ["99999999999999999999", "float 1e+20", "float 1e+20", "integer 99999999999999999999"],
    ["12:30:45", "text 12:30:45", "text 12:30:45", "integer 45045"],
    ["2024-01-01", "timestamp 2024-01-01 00:00:00 +0000 UTC", "text 2024-01-01", "timestamp 2024-01-01"],
    ["2024-02-30", "text 2024-02-30", "text 2024-02-30", "timestamp 2024-02-30"],
    ["0.0.0.0:8001", "text 0.0.0.0:8001", "text 0.0.0.0:8001", "text 0.0.0.0:8001"],
    ["-", "text -", "text -", "text -"],
  ])("%s", (text, goYaml3, goYaml2, pyYaml) => {
    expect(printed(text, "go-yaml-3")).toBe(goYaml3);
    expect(printed(text, "go-yaml-2")).toBe(goYaml2);
    expect(printed(text, "pyyaml")).toBe(pyYaml);
  });
});

describe("mappings", () => {
  const keys = (text: string): string[] => {
    const e = childOf(parseYaml(text).documents[0]?.root, "e");
    return e?.kind === "mapping"
      ? entriesOf(e).entries.map(({ key, pair }) => `${key}=${(pair.value as YamlScalar).text}`)
      : [];
  };

  test("own keys win over merged ones, and the first of several maps", () => {
    expect(keys("x: &x {a: 1, b: 1}\ny: &y {b: 2, c: 2}\ne:\n  <<: [*x, *y]\n  a: own\n").sort()).toEqual([
      "a=own",
      "b=1",
      "c=2",
    ]);
  });

  test("a quoted `<<` is a key", () => expect(keys('x: &x {a: 1}\ne:\n  "<<": z\n')).toEqual(["<<=z"]));

  test("an anchor means the last one before the alias", () => {
    expect(keys("x: &x 1\ny: &x 2\ne:\n  a: 0\n")).toEqual(["a=0"]);
    const root = parseYaml("x: &x 1\ny: &x 2\ne: *x\n").documents[0]?.root;
    expect((childOf(root, "e") as YamlScalar).text).toBe("2");
  });
});

describe("bad input", () => {
  const faults = (text: string): number => parseYaml(text).documents.flatMap((each) => each.faults).length;

  test.each([
    ["a tab as indentation", "a:\n\tb: c\n"],
    ["an alias without an anchor", "a: *b\n"],
    ["a value that begins with `%`", "a: %b\n"],
    ["a colon in a value", "a: b: c\n"],
    ["a quote that is not closed", 'a: "b\nc: d\n'],
    ["a list that is not closed", "a: [b\nc: d\n"],
    ["a control character", "a: b\u0007\n"],
    ["bytes that are not UTF-8", "a: b\udc80\n"],
  ])("%s is a fault", (_, text) => expect(faults(text)).toBeGreaterThan(0));

  test.each([
    ["a list whose lines are not indented", "e:\n  a: [b,\n  c\n]\n  d: e\n"],
    ["a map whose brace closes at the margin", "e:\n  a: {\n    b: c\n}\n  d: e\n"],
    ["a quoted text whose lines are not indented", "e:\n  a: 'b\n  c'\n  d: e\n"],
  ])("%s is none", (_, text) => {
    expect(faults(text)).toBe(0);
    expect(childOf(childOf(parseYaml(text).documents[0]?.root, "e"), "d")?.kind).toBe("scalar");
  });

  test("a quoted text over lines that are not indented is folded", () => {
    const e = childOf(parseYaml("e:\n  a: 'b\n  c'\n").documents[0]?.root, "e");
    expect((childOf(e, "a") as YamlScalar).text).toBe("b c");
  });

  test.each([
    ["nested lists", "[".repeat(20_000)],
    ["nested maps", "{a: ".repeat(5_000)],
    ["nested items", "- ".repeat(5_000)],
  ])("%s end in a fault", (_, text) => expect(faults(text)).toBeGreaterThan(0));

  test("aliases that multiply stay aliases", () => {
    const lines = ["a0: &a0 [x, x]"];
    for (let at = 1; at < 60; at++) lines.push(`a${at}: &a${at} [*a${at - 1}, *a${at - 1}]`);
    let count = 0;
    const visit = (node: YamlNode): void => {
      count++;
      if (node.kind === "mapping") for (const { value } of node.pairs) visit(value);
      if (node.kind === "sequence") for (const { value } of node.items) visit(value);
    };
    for (const { root } of parseYaml(`${lines.join("\n")}\n`).documents) if (root !== undefined) visit(root);
    expect(count).toBeLessThan(1000);
  });

  test("merge keys that multiply are bounded", () => {
    const lines = ["a0: &a0 {k0: x}"];
    for (let at = 1; at < 60; at++) lines.push(`a${at}: &a${at} {<<: [*a${at - 1}, *a${at - 1}], k${at}: x}`);
    const root = parseYaml(`${lines.join("\n")}\n`).documents[0]?.root;
    const last = childOf(root, "a59");
    expect(last?.kind === "mapping" ? entriesOf(last).faults.map(({ kind }) => kind) : []).toContain(
      "too-many",
    );
  });

  test("any text has a tree", () => {
    const part = fc.constantFrom(
      "a",
      ":",
      " ",
      "\n",
      "  ",
      "- ",
      "[",
      "]",
      "{",
      "}",
      "'",
      '"',
      "#",
      "&x",
      "*x",
      "|",
      ">",
      "\t",
      "<<",
      "!t",
      "---\n",
    );
    fc.assert(fc.property(fc.array(part, { maxLength: 60 }), (parts) => void parseYaml(parts.join(""))));
  });
});

describe("a text as a scalar", () => {
  test("is the text again, for every reader", () => {
    fc.assert(
      fc.property(
        fc.string({ unit: fc.constantFrom(..."ab01:#'\"\\ ,[]{}&*!|>%@`$-?~\n\té=<.") }),
        fc.constantFrom("plain", "single", "double"),
        fc.boolean(),
        (text, style, flow) => {
          const scalar = writeScalar(text, { style, flow });
          const yaml = flow ? `{a: ${scalar}, b: c}` : `a: ${scalar}\nb: c\n`;
          const parsed = parseYaml(yaml);
          expect(parsed.documents.flatMap((each) => each.faults)).toEqual([]);
          const value = childOf(parsed.documents[0]?.root, "a") as YamlScalar;
          expect(value.text).toBe(text);
          if (value.style === "plain") expect(resolvePlain(value.text, "pyyaml").type).toBe("text");
        },
      ),
    );
  });
});

test("a chain of merged mappings ends where no person would have gone on", () => {
  const links = Array.from(
    { length: 5000 },
    (_, index) => `m${index + 1}: &m${index + 1}\n  <<: *m${index}\n`,
  );
  const text = parseYaml(`m0: &m0\n  k: v\n${links.join("")}a: *m5000\n`);
  const { faults } = entriesOf(childOf(text.documents[0]?.root, "a") as never);
  expect(faults.map(({ kind }) => kind)).toContain("too-many");
});
