import { runInNewContext } from "node:vm";
import { expect, test } from "vitest";
import { minified } from "../../tools/build/minified.ts";

test("a script does the same with shorter names, within ASCII", () => {
  const code = minified(
    'var someName="\u2026 \u{1f98d}",otherName=/[\u{1f98d}\u2013]/u;module.exports={text:someName,found:otherName.test("\u2013")};',
  );
  expect(code).toMatch(/^[\0-\x7f]*$/);
  expect(code).not.toContain("someName");
  const module = { exports: {} };
  runInNewContext(code, { module });
  expect(module.exports).toEqual({ text: "\u2026 \u{1f98d}", found: true });
});

test("the names of what is around a chunk stay", () => {
  const code = minified('var longName=require("./x.cjs");module.exports={a:longName,b:__filename};');
  for (const name of ["require(", "module.exports", "__filename"]) expect(code).toContain(name);
});

test("a raw text beyond ASCII stops the build, and so does what is not a script", () => {
  expect(() => minified("module.exports=String.raw`\u2026`;")).toThrow("cannot be escaped");
  expect(() => minified("var =;")).toThrow();
});
