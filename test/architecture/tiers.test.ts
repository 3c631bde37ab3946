import { readFileSync } from "node:fs";
import { fileURLToPath } from "node:url";
import { expect, test } from "vitest";
import properties from "../../vitest.properties.config.ts";
import { filesInDepth } from "../vitest-shared.ts";

const root = fileURLToPath(new URL("../..", import.meta.url));

test("what the quick suite tries a part of, the suite of properties tries whole", () => {
  const files = filesInDepth();
  expect(files).toContain("test/grammar/kong-conf.test.ts");
  expect(properties.test?.include).toEqual(expect.arrayContaining([...files]));
  expect(properties.test?.env).toEqual({ KONG_LINT_DEPTH: "whole" });
});

test("every suite is run before a change lands", () => {
  const { scripts } = JSON.parse(readFileSync(`${root}/package.json`, "utf8"));
  const steps = readFileSync(`${root}/.ci/run`, "utf8");
  expect(steps).toContain("npm test\n");
  for (const name of Object.keys(scripts).filter((script) => /vitest run --config/.test(scripts[script])))
    expect(steps).toMatch(new RegExp(`npm run (?:--silent )?${name}\\n`));
});
