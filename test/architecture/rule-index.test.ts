import { readFileSync } from "node:fs";
import { expect, test } from "vitest";
import { rules } from "../../server/rules/registry.ts";

test("the index of the rules lists every rule", () => {
  const index = readFileSync(new URL("../../docs/rules.md", import.meta.url), "utf8");
  expect(rules.map(({ id }) => id).filter((id) => !index.includes(id))).toEqual([]);
});
