import { readFileSync } from "node:fs";
import { join } from "node:path";
import { CstParser } from "chevrotain";
import { describe, expect, test } from "vitest";
import { checkEditsUsed, editLibrary, libraryEdits } from "../../tools/build/library-edits.ts";
import { root } from "../../tools/build/project.ts";

const files = [...new Set(libraryEdits.map(({ file }) => file))];

describe.each(files)("%s", (file) => {
  const path = join(root, "node_modules", file);
  const source = readFileSync(path, "utf8");

  test("has what is edited", () => {
    const edited = editLibrary(path, source) ?? "";
    for (const edit of libraryEdits.filter((each) => each.file === file))
      if (edit.replacement !== "") expect(edited).toContain(edit.replacement);
  });

  test("is refused when it is not as expected", () => {
    expect(() => editLibrary(path, "")).toThrow("is not as this build expects");
    expect(() => editLibrary(path, source + source)).toThrow("is not as this build expects");
  });
});

test("an edit of a file that no program is made of is refused", () => {
  const inputs = files.map((file) => `node_modules/${file}`);
  expect(() => checkEditsUsed(inputs)).not.toThrow();
  const copied = inputs.map((path) => path.replace("node_modules/vscode-languageserver/", ""));
  expect(() => checkEditsUsed(copied)).toThrow("no program is made of it");
});

test("other files stay as they are", () => {
  expect(editLibrary(join(root, "node_modules/chevrotain/lib/src/api.js"), "")).toBeUndefined();
  expect(editLibrary(join(root, "server/index.ts"), "")).toBeUndefined();
});

test("the tests use the library with its edits", () => {
  // As it is published, a parser has copies of the methods; with the edits it inherits them.
  const parser = Object.getPrototypeOf(CstParser.prototype);
  expect(Object.hasOwn(parser, "initRecognizerEngine")).toBe(false);
  expect(parser.initRecognizerEngine).toBeTypeOf("function");
});
