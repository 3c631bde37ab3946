import { describe, expect, test } from "vitest";
import { applyEdits, type TextEdit } from "../../grammar/text/text-edit.ts";
import type { SemanticEdit } from "../../server/findings/fix.ts";
import { readsAsIntended } from "../../server/fixes/verify-fix.ts";
import type { ConfigUnit } from "../../server/model/config-unit.ts";
import { SourceDocument } from "../../server/model/source-document.ts";
import { linkedOf, readUnit } from "../sources.ts";

function unitOf(text: string): ConfigUnit {
  return readUnit(new SourceDocument("kong.conf", text), "kong-conf");
}

function replace(text: string, old: string, newText: string): TextEdit {
  const start = text.indexOf(old);
  return { span: { start, end: start + old.length }, newText };
}

function passes(text: string, edit: TextEdit, wish: (unit: ConfigUnit) => readonly SemanticEdit[]): boolean {
  const before = unitOf(text);
  return readsAsIntended(linkedOf(before), linkedOf(unitOf(applyEdits(text, [edit]))), [edit], wish(before));
}

const TEXT = "log_level = warn\npg_host = db\n";

describe("readsAsIntended", () => {
  const set = (value: string) => (unit: ConfigUnit) => {
    const [assignment] = unit.assignments;
    if (assignment === undefined) throw new Error("the text has a setting");
    return [{ kind: "set", assignment, value } as const];
  };

  test("a value that reads as it was meant passes", () => {
    expect(passes(TEXT, replace(TEXT, "warn", "error"), set("error"))).toBe(true);
    expect(passes(TEXT, replace(TEXT, "warn", "a\\#b"), set("a#b"))).toBe(true);
  });

  test("one that reads as something else does not", () => {
    expect(passes(TEXT, replace(TEXT, "warn", "err"), set("error"))).toBe(false);
    expect(passes(TEXT, replace(TEXT, "warn", "a # b"), set("a # b"))).toBe(false);
  });

  test("an edit that swallows the next setting does not", () => {
    expect(passes(TEXT, replace(TEXT, "warn", "warn \\"), () => [])).toBe(false);
    expect(passes(TEXT, replace(TEXT, "warn\n", "warn"), () => [])).toBe(false);
  });

  test("removing, renaming and inserting are looked for", () => {
    const first = (unit: ConfigUnit) => {
      const [assignment] = unit.assignments;
      if (assignment === undefined) throw new Error("the text has a setting");
      return assignment;
    };
    const remove = (unit: ConfigUnit) => [{ kind: "remove", assignment: first(unit) } as const];
    expect(passes(TEXT, replace(TEXT, "log_level = warn\n", ""), remove)).toBe(true);
    expect(passes(TEXT, replace(TEXT, "warn", "error"), remove)).toBe(false);
    const rename = (unit: ConfigUnit) => [
      { kind: "rename", assignment: first(unit), property: "prefix" } as const,
    ];
    expect(passes(TEXT, replace(TEXT, "log_level", "prefix"), rename)).toBe(true);
    expect(passes(TEXT, replace(TEXT, "log_level", "prefx"), rename)).toBe(false);
    const insert = () => [{ kind: "insert", property: "pg_user", value: "kong", after: undefined } as const];
    expect(
      passes(TEXT, { span: { start: TEXT.length, end: TEXT.length }, newText: "pg_user = kong\n" }, insert),
    ).toBe(true);
    expect(
      passes(TEXT, { span: { start: TEXT.length, end: TEXT.length }, newText: "pg_user = king\n" }, insert),
    ).toBe(false);
  });
});
