import { readFileSync } from "node:fs";
import { join } from "node:path";
import { fileURLToPath } from "node:url";
import { CstParser, EmbeddedActionsParser } from "chevrotain";
import { expect, test } from "vitest";
import { editedChevrotain } from "../../tools/build/chevrotain-edits.mjs";

const folder = fileURLToPath(new URL("../../node_modules/chevrotain", import.meta.url));

test.each(["scan/lexer.js", "parse/parser/parser.js", "parse/parser/traits/gast_recorder.js"])(
  "%s is as its edits expect it",
  (file) => {
    const path = join(folder, "lib/src", file);
    const source = readFileSync(path, "utf8");
    const edited = editedChevrotain(path, source);
    expect(edited).toBeTypeOf("string");
    expect(edited).not.toBe(source);
  },
);

test("other files have no edits, and a changed file is an error", () => {
  expect(editedChevrotain(join(folder, "lib/src/api.js"), "")).toBeUndefined();
  expect(() => editedChevrotain("/x/chevrotain/lib/src/scan/lexer.js", "")).toThrow(
    "not as its edits expect",
  );
});

test("the tests run the edited parser, which inherits its methods and has no copies of them", () => {
  const parser = Object.getPrototypeOf(EmbeddedActionsParser);
  expect(parser).toBe(Object.getPrototypeOf(CstParser));
  expect(Object.hasOwn(parser.prototype, "CONSUME")).toBe(false);
  expect("CONSUME" in parser.prototype).toBe(true);
});
