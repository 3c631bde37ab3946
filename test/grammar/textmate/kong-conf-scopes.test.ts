import { readdirSync, readFileSync } from "node:fs";
import { fileURLToPath } from "node:url";
import { expect, test } from "vitest";
import { describeScopes, scopeLines } from "./registry.ts";

const folder = fileURLToPath(new URL("fixtures/", import.meta.url));
const files = readdirSync(folder).filter((name) => name.endsWith(".conf"));

test("there are ten files", () => {
  expect(files).toHaveLength(10);
});

test.each(files)("%s has these scopes", async (name) => {
  const text = readFileSync(`${folder}${name}`, "utf8");
  const shown = describeScopes(await scopeLines(text));
  await expect(shown).toMatchFileSnapshot(`snapshots/${name}.txt`);
});
