import fc from "fast-check";
import { describe, expect, test } from "vitest";
import { parseHcl } from "../../../server/formats/hcl/parse-hcl.ts";
import { templateText } from "../../../server/formats/hcl/template-value.ts";
import {
  attributeOf,
  blocksOf,
  type HclExpression,
  type HclTemplate,
} from "../../../server/formats/hcl/tree.ts";
import { quoteHcl } from "../../../server/formats/hcl/write-text.ts";
import { amount } from "../../depth.ts";

const valueIn = (text: string, name = "a"): HclExpression | undefined =>
  attributeOf(parseHcl(text).body, name)?.value;

function templateOf(text: string): HclTemplate {
  const value = valueIn(text);
  if (value?.kind !== "template") throw new Error("no template");
  return value;
}

describe("structure", () => {
  test("blocks have labels, and bodies inside bodies", () => {
    const { body, faults } = parseHcl('resource "x" "y" {\n  b { c = 1 }\n  b {\n  }\n}\n');
    const [resource] = blocksOf(body, "resource");
    expect(resource?.labels.map(({ text }) => text)).toEqual(["x", "y"]);
    expect(resource === undefined ? [] : blocksOf(resource.body, "b")).toHaveLength(2);
    expect(faults).toEqual([]);
  });

  test("several blocks may be on one line", () => {
    const { body } = parseHcl('network { port "a" { to = 1 } port "b" { to = 2 } }');
    const [network] = blocksOf(body, "network");
    expect(network === undefined ? [] : blocksOf(network.body, "port")).toHaveLength(2);
  });

  test.each([
    ["a = 1 # c\n", "# c"],
    ["a = 1 // c\n", "// c"],
    ["/* c\n */ a = 1\n", "/* c\n */"],
  ])("a comment is no part of a value: %j", (text, comment) => {
    const { comments } = parseHcl(text);
    expect(comments.map((each) => each.text)).toEqual([comment]);
    expect(valueIn(text)).toMatchObject({ kind: "literal", text: "1" });
  });

  test("a brace without its other half is a fault, and reading goes on", () => {
    const { body, faults } = parseHcl("}\nb {\n  a = 1\n");
    expect(faults).toHaveLength(2);
    expect(blocksOf(body, "b")).toHaveLength(1);
  });
});

describe("expressions", () => {
  test.each([
    ["a = var.x\n", "var.x"],
    ['a = x ? "b" : "c"\n', 'x ? "b" : "c"'],
    ["a = [for x in y : x]\n", "[for x in y : x]"],
    ['a = "x" == b.c # d\n', '"x" == b.c'],
    ["a = [1, 2][0]\n", "[1, 2][0]"],
    ["a = (\n 1 + 2)\nb = 1", "(\n 1 + 2)"],
  ])("what has to be evaluated is kept as it is written: %j", (text, written) => {
    const value = valueIn(text);
    expect(value?.kind).toBe("other");
    expect(text.slice(value?.span.start, value?.span.end)).toBe(written);
  });

  test("lists, objects and calls are read", () => {
    const value = valueIn('a = jsonencode([{ name = "x", "value" : 1, (k) = 2 }, null])\n');
    expect(value).toMatchObject({
      kind: "call",
      name: "jsonencode",
      arguments: [
        {
          kind: "list",
          items: [
            { kind: "object", entries: [{ key: "name" }, { key: "value" }, { key: undefined }] },
            { kind: "literal", type: "null" },
          ],
        },
      ],
    });
  });

  test("entries of an object are separated by line breaks", () => {
    const value = valueIn('a = {\n  b = "1"\n  c = d.e\n  f = "2"\n}\n');
    expect(value?.kind === "object" && value.entries.map(({ key }) => key)).toEqual(["b", "c", "f"]);
  });
});

describe("templates", () => {
  test.each([
    ['"x\\n\\"\\u0041\\\\"', 'x\n"A\\'],
    ['"$${a} %%{b} $c %d 100%"', "${a} %{b} $c %d 100%"],
    ["<<E\nx\\n\n y\nE", "x\\n\n y\n"],
    ["<<-E\n    x\n      y\n\n    E", "x\n  y\n\n"],
  ])("%s", (written, text) => {
    expect(templateText(templateOf(`a = ${written}\n`))).toBe(text);
  });

  test.each([
    ['a = "x${b["}"]}y"\n', ["x", '${b["}"]}', "y"]],
    ['a = "%{ if b }c%{ endif }"\n', ["%{ if b }", "c", "%{ endif }"]],
    ["a = <<E\nx ${\n b} y\nE\n", ["x ", "${\n b}", " y\n"]],
  ])("what is filled in is a part of its own: %j", (text, parts) => {
    const found = templateOf(text).parts.map((part) =>
      part.kind === "text" ? part.text : text.slice(part.span.start, part.span.end),
    );
    expect(found).toEqual(parts);
  });

  test("each character has its place", () => {
    const text = "a = <<-E\n  k = 1\n  l = 2\n  E\n";
    const [part] = templateOf(text).parts;
    if (part?.kind !== "text") throw new Error("no text");
    expect(text.slice(part.map.toSource(part.text.indexOf("l")))).toMatch(/^l = 2/);
  });

  test("a text that is quoted is read as it was", () => {
    fc.assert(
      fc.property(
        fc.string({ unit: fc.constantFrom("$", "%", "{", "}", '"', "\\", "\n", "a", " ") }),
        (text) => {
          expect(templateText(templateOf(`a = ${quoteHcl(text)}\n`))).toBe(text);
        },
      ),
    );
  });
});

test("any text is read, and every place is inside it", () => {
  const parts = fc.constantFrom(
    "a",
    " = ",
    '"',
    "${",
    "}",
    "{",
    "[",
    "]",
    "(",
    ")",
    "<<E\n",
    "<<-E\n",
    "E\n",
    "\n",
    ",",
    "#",
    "//",
    "/*",
    "*/",
    "for ",
    "\\",
    "$$",
    "1",
    ":",
    ".",
  );
  fc.assert(
    fc.property(fc.array(parts, { maxLength: 30 }), (words) => {
      const text = words.join("");
      const { faults, body, comments } = parseHcl(text);
      for (const { at } of faults) expect(at.end).toBeLessThanOrEqual(text.length + 1);
      for (const { span } of [...body.items, ...comments]) {
        expect(span.start).toBeLessThanOrEqual(span.end);
        expect(span.end).toBeLessThanOrEqual(text.length);
      }
    }),
    { numRuns: amount(2000) },
  );
});

test("a long text is read in one pass", () => {
  const text = `a = [\n${'  { name = "KONG_A", value = "x${b}" },\n'.repeat(20_000)}]\n`;
  const value = valueIn(text);
  expect(value?.kind === "list" && value.items).toHaveLength(20_000);
});

test.each([
  ["brackets", "a = [".padEnd(50_000, "[")],
  ["braces", "a = {".padEnd(50_000, "{")],
  ["blocks", "a {\n".repeat(20_000)],
])("nested %s do not exhaust the stack", (_, text) => {
  expect(parseHcl(text).faults.length).toBeGreaterThan(0);
});
