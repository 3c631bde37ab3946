import { readFileSync } from "node:fs";
import { expect, test } from "vitest";
import { refusalOf } from "../../../server/cli/launch/supported-node.ts";

test("an old Node is told which one is needed, in one line", () => {
  for (const version of ["16.20.2", "18.20.8", "20.18.3"])
    expect(refusalOf(version)).toBe(`kong-lint needs Node.js 20.19 or newer; this is Node.js ${version}.`);
});

test("a new one is not", () => {
  for (const version of ["20.19.0", "20.20.2", "22.0.0", "24.21.0", "26.1.0"])
    expect(refusalOf(version)).toBeUndefined();
});

test("the manifest asks for the same", () => {
  const { engines } = JSON.parse(readFileSync(new URL("../../../package.json", import.meta.url), "utf8"));
  expect(engines.node).toBe(">=20.19");
});
