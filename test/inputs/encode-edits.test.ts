import { describe, expect, test } from "vitest";
import { LineIndex } from "../../grammar/text/line-index.ts";
import { applyEdits } from "../../grammar/text/text-edit.ts";
import type { SemanticEdit } from "../../server/engine/fix.ts";
import type { Assignment } from "../../server/inputs/assignment.ts";
import type { Carrier } from "../../server/inputs/config-unit.ts";
import { encodeEdits } from "../../server/inputs/encode-edits.ts";
import { readUnit } from "../../server/inputs/read-unit.ts";

function edited(
  text: string,
  make: (assignments: readonly Assignment[]) => SemanticEdit,
  carrier: Carrier = "kong-conf",
) {
  const unit = readUnit({ path: "kong.conf", text, lines: new LineIndex(text) }, carrier);
  return applyEdits(text, encodeEdits(unit, [make(unit.assignments)], { escapeHash: true }));
}

function first(assignments: readonly Assignment[]): Assignment {
  const [assignment] = assignments;
  if (assignment === undefined) throw new Error("the text has no assignment");
  return assignment;
}

const set =
  (value: string) =>
  (all: readonly Assignment[]): SemanticEdit => ({ kind: "set", assignment: first(all), value });

describe("encodeEdits", () => {
  test.each([
    ["a = b # c\n", "x", "a = x # c\n"],
    ["a=b\r\n", "x", "a=x\r\n"],
    ["a =\n", "x", "a = x\n"],
    ["a = # c\n", "x", "a = x # c\n"],
    ["a = b", "x#y", "a = x\\#y"],
    ["a = one\\\n  two\n", "x", "a = x\n"],
  ])("set in %j", (text, value, expected) => {
    expect(edited(text, set(value))).toBe(expected);
  });

  test.each([
    ["KONG_A=b # c\n", "x", "KONG_A=x # c\n"],
    ["KONG_A='b'\n", "x", "KONG_A=x\n"],
    ["KONG_A=b\n", "x # y", "KONG_A='x # y'\n"],
    ["KONG_A=\n", "off", "KONG_A=off\n"],
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

  test("an edit repeats nothing that it does not change", () => {
    const text = 'pg_password = "Tz7qWp2LmX"\n';
    const unit = readUnit({ path: "kong.conf", text, lines: new LineIndex(text) }, "kong-conf");
    const edits = encodeEdits(
      unit,
      [{ kind: "set", assignment: first(unit.assignments), value: '"Tz7qWp2LmX' }],
      { escapeHash: true },
    );
    expect(edits.map((edit) => edit.newText)).toEqual([""]);
  });
});
