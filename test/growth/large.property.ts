import { expect, test } from "vitest";
import { FAMILIES } from "./families.ts";
import { workOf } from "./work.ts";

test("more nested templates are read than a call of a function has room for arguments", async () => {
  const family = FAMILIES.find(({ name, path }) => name === "nested templates" && path === "kong.conf");
  if (family === undefined) throw new Error("no such family");
  const work = await workOf(family, 150_000);
  expect(await work?.()).toBeGreaterThanOrEqual(0);
});
