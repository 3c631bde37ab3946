import { readFileSync } from "node:fs";
import { expect, test } from "vitest";
import { parse } from "yaml";
import { InputError, readInputs } from "../../../server/cli/action/inputs.ts";

test.each([
  ["", []],
  ["deploy/ kong.conf", ["deploy/", "kong.conf"]],
  ["'my files/kong.conf' b.env", ["my files/kong.conf", "b.env"]],
  ['"größe.conf"', ["größe.conf"]],
  ["my files/kong.conf\nb.env\n", ["my files/kong.conf", "b.env"]],
  ["my files/kong.conf\n", ["my files/kong.conf"]],
  ["a.conf\r\n\r\n  b.conf", ["a.conf", "b.conf"]],
])("paths %j", (text, paths) => {
  expect(readInputs({ INPUT_PATHS: text }).paths).toEqual(paths);
});

test("switches are on, off or a mistake", () => {
  expect(readInputs({}).review).toBe(false);
  expect(readInputs({ INPUT_REVIEW: "True" }).review).toBe(true);
  expect(readInputs({ "INPUT_CHANGED-ONLY": "true" }).changedOnly).toBe(true);
  expect(() => readInputs({ INPUT_REVIEW: "yes" })).toThrow(InputError);
});

test("every input of action.yml is read", () => {
  const { inputs } = parse(readFileSync(new URL("../../../action.yml", import.meta.url), "utf8"));
  const asked = new Set<string>();
  readInputs(
    new Proxy<Record<string, string>>(
      {},
      { get: (_, name) => void asked.add(String(name).slice(6).toLowerCase()) },
    ),
  );
  expect([...asked].sort()).toEqual(Object.keys(inputs).sort());
});
