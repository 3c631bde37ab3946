import { describe, expect, it } from "vitest";
import { parseKongConf } from "../../grammar/kong-conf/parse-kong-conf.ts";
import { parseStatements } from "../../grammar/kong-conf/parse-statements.ts";
import type { AssignmentNode, KongConfTree, StatementNode } from "../../grammar/kong-conf/syntax-tree.ts";
import { tokenizeKongConf } from "../../grammar/kong-conf/tokenize-kong-conf.ts";
import { contains, type Span, sliceSpan } from "../../grammar/text/span.ts";
import { amount } from "../depth.ts";
import fc from "../fast-check.ts";

/** Without the blanks at both ends; long runs of blanks cost no more than short ones. */
function trim(text: string): string {
  let start = 0;
  let end = text.length;
  while (start < end && " \t\v\f\r".includes(text.charAt(start))) start++;
  while (end > start && " \t\v\f\r".includes(text.charAt(end - 1))) end--;
  return text.slice(start, end);
}

/** A second, plain reading of a file, line by line, as Kong's reader goes about it. It knows no positions. */
function readPlainly(
  text: string,
): { section: string | undefined; key: string | undefined; value: string }[] {
  const BLANKS = "[ \\t\\v\\f\\r]*";
  const settings: { section: string | undefined; key: string | undefined; value: string }[] = [];
  let section: string | undefined;
  let pending = "";
  for (const line of text.split("\n")) {
    if (new RegExp(`^${BLANKS}(?:$|[#;])`).test(line)) continue;
    const continued = new RegExp(`^((?:.|[\\r\\u2028\\u2029])*?)\\\\${BLANKS}$`).exec(line);
    if (continued !== null) {
      pending += continued[1];
      continue;
    }
    const joined = pending + line;
    pending = "";
    if (joined.startsWith("[")) {
      section = /\[([^\]]+)\]/.exec(joined)?.[1] ?? "";
      continue;
    }
    const equals = joined.indexOf("=");
    if (equals === -1) settings.push({ section, key: undefined, value: trim(joined) });
    else
      settings.push({ section, key: trim(joined.slice(0, equals)), value: trim(joined.slice(equals + 1)) });
  }
  return settings;
}

function settingsOf(
  tree: KongConfTree,
): { section: string | undefined; key: string | undefined; value: string }[] {
  const settings = [];
  for (const node of parseStatements(tree.text)) {
    if (node.kind === "assignment" && !node.unfinished) {
      const section = node.section === undefined ? undefined : (node.section.nameText ?? "");
      settings.push({ section, key: node.keyText, value: node.rawText });
    }
  }
  return settings;
}

const PIECES = [
  "a",
  "key",
  " ",
  "  ",
  "\t",
  "\r",
  "\v",
  "\f",
  "\n",
  "\r\n",
  "=",
  " = ",
  "#",
  " # c",
  ";",
  "\\",
  "\\\n",
  "\\ \r\n",
  "[",
  "]",
  "[s]",
  "\n[x]\n",
  "value",
  "\u00a0",
  "\u00e9",
  "\ud83d\ude00",
  "\udc80",
  "\0",
  "\ufeff",
  "\u2028",
  "\\#",
  '"',
  "_blank_",
];
const anyText = fc.oneof(
  fc.string({ unit: "binary" }),
  fc.array(fc.constantFrom(...PIECES), { maxLength: 40 }).map((pieces) => pieces.join("")),
);

/** Lone brackets are left out: what tells a section's name in the plain reading is slow on long runs of them. */
const longUnit = fc
  .array(fc.constantFrom(...PIECES.filter((piece) => piece !== "[" && piece !== "]")), { maxLength: 40 })
  .map((pieces) => pieces.join(""));

function spansOf(node: StatementNode): Span[] {
  switch (node.kind) {
    case "assignment":
      return [node.key, node.equals, node.rawValue];
    case "section":
      return node.name === undefined ? [] : [node.name];
    case "bare":
    case "comment":
      return [node.text];
    case "blank":
      return [];
  }
}

function only(text: string): AssignmentNode {
  const nodes = parseStatements(text).filter((node) => node.kind === "assignment");
  expect(nodes).toHaveLength(1);
  return nodes[0] as AssignmentNode;
}

describe("any text", () => {
  it("is the sum of its tokens", () => {
    fc.assert(
      fc.property(anyText, (text) => {
        const tokens = tokenizeKongConf(text);
        expect(tokens.map((token) => token.image).join("")).toBe(text);
        let reached = 0;
        for (const token of tokens) {
          expect(token.span).toEqual({ start: reached, end: reached + token.image.length });
          reached = token.span.end;
        }
      }),
      { numRuns: amount(2000) },
    );
  });

  it("has tokens of one line that hold what their kind says", () => {
    fc.assert(
      fc.property(anyText, (text) => {
        for (const { kind, image } of tokenizeKongConf(text)) {
          if (kind === "line-break") expect(image).toMatch(/^\r?\n$/);
          else expect(image).not.toContain("\n");
          if (kind === "blank") expect(image).toMatch(/^[ \t\v\f\r]+$/);
          if (kind === "continuation") expect(image).toBe("\\");
          if (kind === "equals") expect(image).toBe("=");
          if (kind === "comment") expect(image).toMatch(/^[#;]/);
          if (kind === "key") expect(image).not.toContain("=");
        }
      }),
      { numRuns: amount(2000) },
    );
  });

  it("is covered by statements and the line breaks between them", () => {
    fc.assert(
      fc.property(anyText, (text) => {
        let rest = "";
        let reached = 0;
        for (const node of parseStatements(text)) {
          expect(node.span.start).toBeGreaterThanOrEqual(reached);
          rest += text.slice(reached, node.span.start);
          reached = node.span.end;
        }
        rest += text.slice(reached);
        expect(rest).toMatch(/^(?:\r?\n)*$/);
      }),
      { numRuns: amount(2000) },
    );
  });

  it("has spans in order and within their statement", () => {
    fc.assert(
      fc.property(anyText, (text) => {
        for (const node of parseStatements(text)) {
          let reached = node.span.start;
          for (const part of spansOf(node)) {
            expect(part.start).toBeGreaterThanOrEqual(reached);
            expect(part.end).toBeGreaterThanOrEqual(part.start);
            reached = part.end;
          }
          expect(reached).toBeLessThanOrEqual(node.span.end);
          if (node.kind !== "assignment") continue;
          expect(contains(node.rawValue, node.value)).toBe(true);
          if (node.comment !== undefined) {
            expect(contains(node.rawValue, node.comment)).toBe(true);
            expect(node.comment.start).toBeGreaterThanOrEqual(node.value.end);
            expect(text.charAt(node.comment.start)).toBe("#");
          }
        }
      }),
      { numRuns: amount(2000) },
    );
  });

  it("is read as a plain reading line by line has it", () => {
    fc.assert(
      fc.property(anyText, (text) => {
        const plain = readPlainly(text);
        expect(settingsOf(parseKongConf(text))).toEqual(plain.filter((setting) => setting.key !== undefined));
      }),
      { numRuns: amount(5000) },
    );
  });

  it("has the nodes that the grammar makes of the whole of it", () => {
    fc.assert(
      fc.property(anyText, (text) => {
        expect(parseKongConf(text).content).toEqual(
          parseStatements(text).filter(({ kind }) => kind !== "comment" && kind !== "blank"),
        );
      }),
      { numRuns: amount(5000) },
    );
  });

  it("is read the same however long it is", () => {
    fc.assert(
      fc.property(longUnit, longUnit, fc.integer({ min: 60_000, max: 140_000 }), (unit, end, length) => {
        const text = unit.repeat(Math.ceil(length / Math.max(1, unit.length))) + end;
        const tree = parseKongConf(text);
        expect(settingsOf(tree)).toEqual(readPlainly(text).filter((setting) => setting.key !== undefined));
        let reached = 0;
        for (const node of parseStatements(tree.text)) {
          expect(text.slice(reached, node.span.start)).toMatch(/^(?:\r?\n)?$/);
          reached = node.span.end;
        }
        expect(text.slice(reached)).toMatch(/^(?:\r?\n)?$/);
      }),
      { numRuns: amount(20) },
    );
  });

  it.each(["\n", "# c\n", "\\\n", "a\\\n#\n", "[s]\\\n", "a"])(
    "may be %j a hundred thousand times",
    (unit) => {
      const times = amount(100_000);
      const tree = parseKongConf(unit.repeat(times));
      expect(parseStatements(tree.text).at(-1)?.span.end).toBe(
        unit.length * times - (unit.endsWith("\n") ? 1 : 0),
      );
    },
  );

  it("maps each character of a joined value to its place", () => {
    fc.assert(
      fc.property(anyText, (text) => {
        for (const node of parseStatements(text)) {
          if (node.kind !== "assignment") continue;
          for (let at = 0; at < node.rawText.length; at++) {
            expect(text.charAt(node.rawMap.toSource(at))).toBe(node.rawText.charAt(at));
          }
          expect(node.rawMap.spanToSource({ start: 0, end: node.rawText.length })).toEqual(node.rawValue);
        }
      }),
      { numRuns: amount(2000) },
    );
  });
});

describe("a statement", () => {
  it.each([
    ["pg_port=5433", "pg_port", "5433", "5433"],
    ["\tpg_port\t=\t5433\t", "pg_port", "5433", "5433"],
    ["pg_password = = secret", "pg_password", "= secret", "= secret"],
    ["pg_port = 5433 # c", "pg_port", "5433 # c", "5433"],
    ["pg_port = 5433\t#c", "pg_port", "5433\t#c", "5433"],
    ["log_level=warn#c", "log_level", "warn#c", "warn#c"],
    ["a = b \\# c", "a", "b \\# c", "b \\# c"],
    ["a = b \\# c # d", "a", "b \\# c # d", "b \\# c"],
    ["a = # c", "a", "# c", ""],
    ["a =# c", "a", "# c", ""],
    ["a # x = b", "a # x", "b", "b"],
    ["= 3", "", "3", "3"],
    ["==", "", "=", "="],
    ["a = b ; c", "a", "b ; c", "b ; c"],
    ["a =\u00a0b", "a", "\u00a0b", "\u00a0b"],
    ["\ufeffa = b", "\ufeffa", "b", "b"],
    ["a = x\\y\\", "a", "x\\y", "x\\y"],
    ["a = x\\\\\nb", "a", "x\\b", "x\\b"],
    ["pg_port = \\\n5433\n", "pg_port", "5433", "5433"],
    ["pg_port \\\n= 5433\n", "pg_port", "5433", "5433"],
    ["pg_\\\nport = 5433", "pg_port", "5433", "5433"],
    ["log \\\nlevel = warn", "log level", "warn", "warn"],
    ["a = b \\ \t\r\n# not this\n\n  ; nor this\n  c", "a", "b   c", "b   c"],
    ["a = b # c \\\nd", "a", "b # c d", "b"],
    ["a = 1\\\n [x]", "a", "1 [x]", "1 [x]"],
    ["a = b\rc = d", "a", "b\rc = d", "b\rc = d"],
    ["a = b\r\n", "a", "b", "b"],
    [" \\\n[x] = 1", "[x]", "1", "1"],
  ])("%j", (text, key, raw, value) => {
    const node = only(text);
    expect(node.keyText).toBe(key);
    expect(node.rawText).toBe(raw);
    const valueLength = node.rawMap.toCooked(node.value.end);
    expect(node.rawText.slice(0, valueLength)).toBe(value);
  });

  it("gives nothing an empty place at the end of its line", () => {
    expect(only("a =  \nb\n").rawValue).toEqual({ start: 5, end: 5 });
    expect(only("a =\r\n").rawValue).toEqual({ start: 3, end: 3 });
  });

  it("keeps the whole line, its leading blanks and its comment, but not the line break", () => {
    const text = "# x\n  a = b # c \r\n";
    expect(sliceSpan(text, only(text).span)).toBe("  a = b # c ");
  });
});

describe("a backslash at the end", () => {
  it("of the file makes the statement unfinished, and leaves what follows alone", () => {
    const tree = parseKongConf("a = b \\\n# c\n\n");
    expect(parseStatements(tree.text).map((node) => node.kind)).toEqual(["assignment", "comment", "blank"]);
    expect(only("a = b \\\n# c\n")).toMatchObject({
      unfinished: true,
      rawText: "b",
      span: { start: 0, end: 7 },
    });
    expect(only("a = b\n")).toMatchObject({ unfinished: false });
  });

  it("without a value leaves the empty place before it", () => {
    expect(only("a = \\").rawValue).toEqual({ start: 4, end: 4 });
  });

  it("of a comment continues nothing", () => {
    expect(parseStatements("# a \\\nb = c").map((node) => node.kind)).toEqual(["comment", "assignment"]);
  });

  it("alone is a line without a setting", () => {
    expect(parseStatements("\\\n\\\n\n").map((node) => node.kind)).toEqual(["bare", "blank"]);
  });
});

describe("a section", () => {
  const kinds = (text: string): string[] => parseStatements(text).map((node) => node.kind);
  const name = (text: string): string | undefined => {
    const node = parseStatements(text).find((statement) => statement.kind === "section");
    return node?.kind === "section" ? node.nameText : undefined;
  };

  it("begins at the first byte of a line only", () => {
    expect(kinds("[a]\n [b]\n[c")).toEqual(["section", "bare", "section"]);
    expect(kinds("\\\n[a]")).toEqual(["section"]);
    expect(kinds("\\\n\\\n[a]")).toEqual(["section"]);
    expect(kinds("\\\n \\\n[a]")).toEqual(["bare"]);
  });

  it("has the name that Kong takes", () => {
    expect(name("[kong]")).toBe("kong");
    expect(name("[ a b ] x = 1")).toBe(" a b ");
    expect(name("[] [x]")).toBe("x");
    expect(name("[a[b]")).toBe("a[b");
    expect(name("[]")).toBeUndefined();
    expect(name("[kong")).toBeUndefined();
    expect(name("[ko\\\nng]")).toBe("kong");
  });

  it("holds all later statements until the next one", () => {
    const tree = parseKongConf("a = 1\n[s]\nb = 2\nbare\n[t]\nc = 3\n");
    const sections = parseStatements(tree.text)
      .filter((node) => node.kind === "assignment" || node.kind === "bare")
      .map((node) => node.section?.nameText);
    expect(sections).toEqual([undefined, "s", "s", "t"]);
  });
});

it("splits continued lines into their tokens", () => {
  const kinds = tokenizeKongConf("a = b \\\n # c\n\n  d # e\\\nf\r\n").map(({ kind, image }) => [
    kind,
    image,
  ]);
  expect(kinds).toEqual([
    ["key", "a"],
    ["blank", " "],
    ["equals", "="],
    ["blank", " "],
    ["value", "b"],
    ["blank", " "],
    ["continuation", "\\"],
    ["line-break", "\n"],
    ["blank", " "],
    ["comment", "# c"],
    ["line-break", "\n"],
    ["line-break", "\n"],
    ["blank", "  "],
    ["value", "d"],
    ["blank", " "],
    ["trailing-comment", "# e"],
    ["continuation", "\\"],
    ["line-break", "\n"],
    ["trailing-comment", "f"],
    ["line-break", "\r\n"],
  ]);
});
