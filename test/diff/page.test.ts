import { readFileSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { expect, test } from "vitest";
import { folderWith, kongLint } from "../cli/run-cli.ts";
import { fencesOf } from "../why/fences.ts";

const path = join(import.meta.dirname, "..", "..", "docs", "diff.md");

/** `UPDATE_GOLDEN=1` writes what the program prints into the page. */
test("the page shows what the program prints for its two files", async () => {
  const page = readFileSync(path, "utf8");
  const fences = fencesOf(page);
  const files = Object.fromEntries(
    fences.flatMap(({ attributes, text }) => {
      const name = attributes.get("file");
      return name === undefined ? [] : [[name, text] as const];
    }),
  );
  const sample = fences.find(({ attributes }) => attributes.has("of"));
  const operands = sample?.attributes.get("of")?.split(",") ?? [];
  const { code, stdout } = await kongLint(folderWith(files), ["diff", ...operands], {
    columns: 100,
    environment: { NO_COLOR: "1" },
  });
  expect(code).toBe(1);
  if (process.env.UPDATE_GOLDEN !== undefined)
    writeFileSync(
      path,
      page.replace(
        /(^```text of=[^\n]*\n)[\s\S]*?(^```$)/m,
        (_, begin: string, end: string) => begin + stdout + end,
      ),
    );
  else expect(sample?.text).toBe(stdout);
});
