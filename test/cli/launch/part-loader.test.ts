import { expect, test } from "vitest";
import { partLoader } from "../../../server/cli/launch/part-loader.ts";

/** A loader of parts by their names, which counts what was asked for. */
function loader(parts: Readonly<Record<string, string>>) {
  const asked: string[] = [];
  const load = partLoader({
    launcher: "the launcher",
    text(file) {
      asked.push(file);
      return parts[file] ?? "";
    },
    traced: (file) => `/program/${file}`,
    filename: (file) => `/program/${file}`,
    nodeModule: (name) => `module ${name}`,
  });
  return { load, asked };
}

test("a part is run once, with what it asks for", () => {
  const { load, asked } = loader({
    "a.cjs":
      'module.exports={launcher:require("./kong-lint.cjs"),fs:require("node:fs"),b:require("./b.cjs")}',
    "b.cjs": 'exports.data=require("./data/c.json");exports.file=__filename;',
    "data/c.json": '{"c":1}',
  });
  const first = load("./a.cjs");
  expect(first).toEqual({
    launcher: "the launcher",
    fs: "module node:fs",
    b: { data: { c: 1 }, file: "/program/b.cjs" },
  });
  expect(load("./a.cjs")).toBe(first);
  expect(asked).toEqual(["a.cjs", "b.cjs", "data/c.json"]);
});

test("parts that need each other see what is there", () => {
  const { load } = loader({
    "a.cjs": 'exports.a=1;exports.seen=require("./b.cjs").seen;',
    "b.cjs": 'exports.seen=require("./a.cjs").a;',
  });
  expect(load("./a.cjs")).toEqual({ a: 1, seen: 1 });
});

test("a trace names the part and the place in it", () => {
  const { load } = loader({ "a.cjs": 'var a=1;throw new Error("stop");' });
  let trace = "";
  try {
    load("./a.cjs");
  } catch (error) {
    trace = error instanceof Error ? String(error.stack) : "";
  }
  expect(trace).toContain("/program/a.cjs:1:15");
});
