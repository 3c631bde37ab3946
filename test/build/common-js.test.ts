import { createContext, runInContext } from "node:vm";
import { expect, test } from "vitest";
import { commonJs } from "../../tools/build/common-js.ts";

/** Runs a chunk with the modules that it may ask for, and gives its exports. */
async function run(source: string, modules: Readonly<Record<string, unknown>> = {}): Promise<unknown> {
  const code = await commonJs(source, (name) => `require(${JSON.stringify(name)})`);
  const module = { exports: {} };
  const require = (name: string) => modules[name];
  runInContext(code, createContext({ module, exports: module.exports, require, __filename: "/x.cjs" }));
  return module.exports;
}

test("imports become variables, exports an object", async () => {
  const source =
    'import{a as b,c}from"./x.cjs";import d from"./y.cjs";var e=b+c+d;export{e as f,e as default};';
  expect(await run(source, { "./x.cjs": { a: 1, c: 2 }, "./y.cjs": { default: 3 } })).toEqual({
    f: 6,
    default: 6,
  });
});

test("a module of Node is its own default and namespace", async () => {
  const fs = { sep: "/" };
  const source = 'import a from"node:x";import*as b from"node:x";import{sep}from"node:x";export{a,b,sep};';
  expect(await run(source, { "node:x": fs })).toEqual({ a: fs, b: fs, sep: "/" });
});

test("a module that is only run is run", async () => {
  let ran = false;
  await run('import"./x.cjs";', {
    get "./x.cjs"() {
      ran = true;
      return {};
    },
  });
  expect(ran).toBe(true);
});

test("chunks that load later give their exports as they are", async () => {
  const chunk = { a: 1 };
  const got = (await run('var f=()=>import("./x.cjs");export{f};', { "./x.cjs": chunk })) as {
    f(): Promise<unknown>;
  };
  expect(await got.f()).toBe(chunk);
});

test("texts and comments that look like imports stay", async () => {
  const source = 'var a="import{b}from\\"./x.cjs\\";",c=`export{d};`,e=\'import("./y.cjs")\';export{a,c,e};';
  expect(await run(source)).toEqual({
    a: 'import{b}from"./x.cjs";',
    c: "export{d};",
    e: 'import("./y.cjs")',
  });
});

test("an export of another kind stops the build", async () => {
  await expect(commonJs("export default 1;", String)).rejects.toThrow("ExportDefaultDeclaration");
});
