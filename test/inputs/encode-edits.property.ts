import { describe, expect, test } from "vitest";
import { applyEdits } from "../../grammar/text/text-edit.ts";
import type { SemanticEdit } from "../../server/findings/fix.ts";
import { writeEdits } from "../../server/fixes/write-edits.ts";
import type { Assignment } from "../../server/model/assignment.ts";
import { SourceDocument } from "../../server/model/source-document.ts";
import fc from "../fast-check.ts";
import { type LineFormat, readUnit } from "../sources.ts";

function edited(
  text: string,
  make: (assignments: readonly Assignment[]) => SemanticEdit,
  carrier: LineFormat = "kong-conf",
) {
  const unit = readUnit(new SourceDocument("kong.conf", text), carrier);
  return applyEdits(text, writeEdits(unit, [make(unit.assignments)], { escapeHash: true }));
}

function first(assignments: readonly Assignment[]): Assignment {
  const [assignment] = assignments;
  if (assignment === undefined) throw new Error("the text has no assignment");
  return assignment;
}

const set =
  (value: string) =>
  (all: readonly Assignment[]): SemanticEdit => ({ kind: "set", assignment: first(all), value });

describe("writeEdits", () => {
  test.each([
    ["a = b # c\n", "x", "a = x # c\n"],
    ["a=b\r\n", "x", "a=x\r\n"],
    ["a =\n", "x", "a = x\n"],
    ["a = # c\n", "x", "a = x # c\n"],
    ["a = b", "x#y", "a = x\\#y"],
    ["a = one\\\n  two\n", "x", "a = x\n"],
    ["a = one, \\\n  two # c\n", "one, two, three", "a = one, two, three # c\n"],
    ["a=\n", "x", "a=x\n"],
    ["a =# c\n", "x", "a = x # c\n"],
    ["a = b \\\n", "x", "a = x\n"],
    ["a = \\\n# c\n", "x", "a = x\n# c\n"],
  ])("set in %j", (text, value, expected) => {
    expect(edited(text, set(value))).toBe(expected);
  });

  test.each([
    ["KONG_A=b # c\n", "x", "KONG_A=x # c\n"],
    ["KONG_A='b'\n", "x", "KONG_A='x'\n"],
    ['KONG_A="b" # c\n', "x$y", 'KONG_A="x\\$y" # c\n'],
    ["KONG_A='b'\n", "it's", 'KONG_A="it\'s"\n'],
    ["KONG_A=b\n", "0.0.0.0:8000 ssl", "KONG_A=0.0.0.0:8000 ssl\n"],
    ["export KONG_A=b\n", "0.0.0.0:8000 ssl", "export KONG_A='0.0.0.0:8000 ssl'\n"],
    ['KONG_A=""\n', "a b", 'KONG_A="a b"\n'],
    ["KONG_A=\n", "c:\\d\\", 'KONG_A="c:\\\\d\\\\"\n'],
    ["KONG_A=b\n", "x # y", "KONG_A='x # y'\n"],
    ["KONG_A=\n", "off", "KONG_A=off\n"],
    ["KONG_A=$B\n", "$B, 0.0.0.0:8443 ssl", "KONG_A=$B, 0.0.0.0:8443 ssl\n"],
    ["export KONG_A=$B\n", "$B, 0.0.0.0:8443 ssl", 'export KONG_A="$B, 0.0.0.0:8443 ssl"\n'],
    ['KONG_A="$B"\n', "$B, c", 'KONG_A="$B, c"\n'],
    ["KONG_A=$B\n", "$B # c", 'KONG_A="$B # c"\n'],
    ["KONG_A='$B'\n", "$B, c", "KONG_A='$B, c'\n"],
  ])("set in the dotenv file %j", (text, value, expected) => {
    expect(edited(text, set(value), "dotenv")).toBe(expected);
  });

  test.each([
    ["a = b\nc = d\n", "c = d\n"],
    ["a = b", ""],
    ["# x\r\na = b\\\r\n  c\r\nd = e\r\n", "# x\r\nd = e\r\n"],
  ])("remove from %j", (text, expected) => {
    expect(edited(text, (all) => ({ kind: "remove", assignment: first(all) }))).toBe(expected);
  });

  test("remove the last line, and the break before it where it has none of its own", () => {
    const removeLast = (all: readonly Assignment[]): SemanticEdit => ({
      kind: "remove",
      assignment: all.at(-1) as Assignment,
    });
    expect(edited("c = d\r\na = b", removeLast)).toBe("c = d");
    expect(edited("c = d\na = b\n", removeLast)).toBe("c = d\n");
  });

  test("rename in both syntaxes", () => {
    const rename = (all: readonly Assignment[]): SemanticEdit => ({
      kind: "rename",
      assignment: first(all),
      property: "pg_user",
    });
    expect(edited("pg_username = kong\n", rename)).toBe("pg_user = kong\n");
    expect(edited("export KONG_PG_USERNAME=kong\n", rename, "dotenv")).toBe("export KONG_PG_USER=kong\n");
  });

  test("insert after an assignment and at the end", () => {
    const after = (all: readonly Assignment[]): SemanticEdit => ({
      kind: "insert",
      property: "c",
      value: "d",
      after: first(all),
    });
    const atEnd = (): SemanticEdit => ({ kind: "insert", property: "c", value: "d", after: undefined });
    expect(edited("a = b # x\r\ne = f\r\n", after)).toBe("a = b # x\r\nc = d\r\ne = f\r\n");
    expect(edited("a=b", after)).toBe("a=b\nc=d");
    expect(edited("a=b", atEnd)).toBe("a=b\nc=d");
    expect(edited("a = b\n", atEnd)).toBe("a = b\nc = d\n");
    expect(edited("export KONG_A=b\n", after, "dotenv")).toBe("export KONG_A=b\nexport KONG_C=d\n");
  });

  test("insert where Kong reads it: above a section header, above an unfinished line", () => {
    const atEnd = (): SemanticEdit => ({ kind: "insert", property: "c", value: "d", after: undefined });
    const afterLast = (all: readonly Assignment[]): SemanticEdit => ({
      kind: "insert",
      property: "c",
      value: "d",
      after: all.at(-1),
    });
    expect(edited("a = b\n[s]\ne = f\n", atEnd)).toBe("a = b\nc = d\n[s]\ne = f\n");
    expect(edited("a = b\n[s]\ne = f\n", afterLast)).toBe("a = b\nc = d\n[s]\ne = f\n");
    expect(edited("a = b\ne = f \\\n", atEnd)).toBe("a = b\nc = d\ne = f \\\n");
    expect(edited("e = f \\", afterLast)).toBe("c = d\ne = f \\");
    expect(edited("", atEnd)).toBe("c = d\n");
    expect(edited("# x\r\n", atEnd)).toBe("# x\r\nc = d\r\n");
    expect(edited("export KONG_A=b\n", atEnd, "dotenv")).toBe("export KONG_A=b\nexport KONG_C=d\n");
  });

  test("comment out every line of a statement", () => {
    const commentOut = (all: readonly Assignment[]): SemanticEdit => ({
      kind: "comment-out",
      span: first(all).nameSpan,
    });
    expect(edited("a = b \\\n# c\n\n  d\ne = f\n", commentOut)).toBe("# a = b \\\n# c\n\n#   d\ne = f\n");
    expect(edited('KONG_A="b\nc"\nKONG_D=e\n', commentOut, "dotenv")).toBe('# KONG_A="b\n# c"\nKONG_D=e\n');
  });

  test("what the syntax cannot hold is not written, nor is any other part of the fix", () => {
    expect(edited("a = b\n", set("c:\\"))).toBe("a = b\n");
    expect(edited("a = b\n", set("c\nd"))).toBe("a = b\n");
    const remove = (all: readonly Assignment[]): SemanticEdit => ({ kind: "remove", assignment: first(all) });
    expect(edited("{{ if .x }}a = b{{ end }}\n", remove)).toBe("{{ if .x }}a = b{{ end }}\n");
  });

  test("an edit parts no character in two", () => {
    const text = "a = \ud83d\ude00\n";
    const unit = readUnit(new SourceDocument("kong.conf", text), "kong-conf");
    const edits = writeEdits(
      unit,
      [{ kind: "set", assignment: first(unit.assignments), value: "\ud83d\ude01" }],
      {
        escapeHash: true,
      },
    );
    expect(edits.map((edit) => edit.newText)).toEqual(["\ud83d\ude01"]);
  });

  test("an edit repeats nothing that it does not change", () => {
    const text = 'pg_password = "Tz7qWp2LmX"\n';
    const unit = readUnit(new SourceDocument("kong.conf", text), "kong-conf");
    const edits = writeEdits(
      unit,
      [{ kind: "set", assignment: first(unit.assignments), value: '"Tz7qWp2LmX' }],
      { escapeHash: true },
    );
    expect(edits.map((edit) => edit.newText)).toEqual([""]);
  });
});

const CONF_LINES = [
  "a = b",
  "a=b",
  "  key\t=\tvalue  ",
  "a =",
  "a=",
  "a = # c",
  "a =# c",
  "a = b # c",
  "a = b#c",
  "a = b \\",
  "a = \\",
  "\\",
  "a \\",
  "  = b \\",
  "  b # c \\",
  "# c",
  "; c",
  "",
  "  ",
  "[s]",
  "bare",
  "a = \ud83d\ude00",
  "a-b = c",
  "\ufeffa = b",
];
const ENV_LINES = [
  "KONG_A=b",
  "export KONG_A=b c",
  "KONG_A='b'",
  'KONG_A="b"',
  "KONG_A=",
  "KONG_A= # c",
  "KONG_A=b # c",
  'KONG_A="b" # c',
  "KONG_A='b",
  'KONG_A="b\nc"',
  "OTHER=x",
  "# c",
  "",
  "KONG_A",
  "export KONG_A='b # c'",
  'KONG_A="a\\"b\\n"',
  "KONG_A=''",
];

function textOf(lines: readonly string[]): fc.Arbitrary<string> {
  return fc
    .tuple(
      fc.array(fc.constantFrom(...lines), { minLength: 1, maxLength: 8 }),
      fc.constantFrom("\n", "\r\n"),
      fc.boolean(),
    )
    .map(([chosen, lineBreak, open]) => chosen.join(lineBreak) + (open ? "" : lineBreak));
}

const value = fc.oneof(
  fc.constantFrom(
    "",
    "x",
    "a b",
    "a # b",
    "#a",
    "a\\#b",
    "it's",
    'a"b',
    "$x",
    "`x`",
    "0.0.0.0:8000, [::]:8443 ssl",
  ),
  fc.string({ unit: "grapheme", maxLength: 12 }),
);

/** What a source sets, with the values as Kong's reader has them: `\\#` is `#`. */
function settings(text: string, carrier: LineFormat): string[] {
  const { assignments } = readUnit(new SourceDocument("x", text), carrier);
  return assignments.map((each) => {
    const written = carrier === "kong-conf" ? each.writtenValue.replaceAll("\\#", "#") : each.writtenValue;
    return JSON.stringify([each.property, written, each.section !== undefined, each.unfinished === true]);
  });
}

describe.each<[LineFormat, readonly string[]]>([
  ["kong-conf", CONF_LINES],
  ["dotenv", ENV_LINES],
])("an edit of %s says what it was to say and changes nothing else:", (carrier, lines) => {
  /** Applies one edit to the assignment chosen by `at`; undefined where there is none or the syntax cannot hold it. */
  function change(text: string, at: number, make: (assignment: Assignment) => SemanticEdit) {
    const unit = readUnit(new SourceDocument("x", text), carrier);
    const index = at % Math.max(1, unit.assignments.length);
    const assignment = unit.assignments[index];
    if (assignment === undefined) return undefined;
    const edits = writeEdits(unit, [make(assignment)], { escapeHash: true });
    const before = settings(text, carrier);
    return { index, assignment, before, edits, after: settings(applyEdits(text, edits), carrier) };
  }

  test("set", () => {
    fc.assert(
      fc.property(textOf(lines), fc.nat(7), value, (text, at, wanted) => {
        const result = change(text, at, (assignment) => ({ kind: "set", assignment, value: wanted }));
        if (result === undefined) return;
        const { index, assignment, before, after, edits } = result;
        if (edits.length === 0 && wanted !== assignment.writtenValue) {
          expect(wanted).toMatch(carrier === "dotenv" ? /^$/ : /\n|^\s|\s$|\\$|^$/);
          return;
        }
        const expected = carrier === "kong-conf" ? wanted.replaceAll("\\#", "#") : wanted;
        const written = JSON.stringify([
          assignment.property,
          expected,
          assignment.section !== undefined,
          false,
        ]);
        expect(after).toEqual(before.map((each, position) => (position === index ? written : each)));
      }),
      { numRuns: 3000 },
    );
  });

  test("remove", () => {
    fc.assert(
      fc.property(textOf(lines), fc.nat(7), (text, at) => {
        const result = change(text, at, (assignment) => ({ kind: "remove", assignment }));
        if (result !== undefined) expect(result.after).toEqual(result.before.toSpliced(result.index, 1));
      }),
      { numRuns: 2000 },
    );
  });

  test("rename", () => {
    fc.assert(
      fc.property(textOf(lines), fc.nat(7), (text, at) => {
        const result = change(text, at, (assignment) => ({
          kind: "rename",
          assignment,
          property: "new_name",
        }));
        if (result === undefined) return;
        const [, ...rest] = JSON.parse(result.before[result.index] ?? "[]");
        expect(result.after).toEqual(
          result.before.toSpliced(result.index, 1, JSON.stringify(["new_name", ...rest])),
        );
      }),
      { numRuns: 2000 },
    );
  });

  test("insert", () => {
    fc.assert(
      fc.property(textOf(lines), fc.option(fc.nat(7), { nil: undefined }), (text, at) => {
        const unit = readUnit(new SourceDocument("x", text), carrier);
        const after =
          at === undefined ? undefined : unit.assignments[at % Math.max(1, unit.assignments.length)];
        const edits = writeEdits(unit, [{ kind: "insert", property: "new_name", value: "v", after }], {
          escapeHash: true,
        });
        const now = settings(applyEdits(text, edits), carrier);
        const added = JSON.stringify(["new_name", "v", false, false]);
        expect(now.filter((each) => each === added)).toHaveLength(1);
        expect(now.filter((each) => each !== added)).toEqual(settings(text, carrier));
      }),
      { numRuns: 3000 },
    );
  });

  test("comment-out", () => {
    fc.assert(
      fc.property(textOf(lines), fc.nat(7), (text, at) => {
        const result = change(text, at, (assignment) => ({ kind: "comment-out", span: assignment.nameSpan }));
        if (result === undefined || result.assignment.writtenName === "") return;
        expect(result.after).toEqual(result.before.toSpliced(result.index, 1));
      }),
      { numRuns: 2000 },
    );
  });
});
