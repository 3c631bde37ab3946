import { readdirSync } from "node:fs";
import { basename, join } from "node:path";
import { fileURLToPath } from "node:url";
import { describe, expect, test } from "vitest";
import { CASE_KINDS } from "./case-kinds.ts";
import { readCases } from "./read-cases.ts";

const folder = fileURLToPath(new URL("cases", import.meta.url));

describe.each(readdirSync(folder).sort())("the measured cases of %s", (file) => {
  const kind = CASE_KINDS[basename(file).replace(/\.jsonl(?:\.gz)?$/, "")];

  test("have a kind", () => expect(kind).toBeDefined());

  test.each(readCases(join(folder, file)).map((each) => [each.id, each] as const))("%s", (_, each) => {
    for (const { actual, expected, label } of kind?.(each) ?? []) expect(actual, label).toEqual(expected);
  });
});
