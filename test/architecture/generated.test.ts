import { readFileSync } from "node:fs";
import { dirname, join } from "node:path";
import { fileURLToPath } from "node:url";
import { describe, expect, test } from "vitest";
import { generators } from "../../tools/generators/index.ts";
import { rulePageMessages } from "../../tools/generators/rule-page-messages.ts";

const root = join(dirname(fileURLToPath(import.meta.url)), "../..");

/** `test/rules/pages.test.ts` compares the messages of the pages: it lints their examples anyway. */
const compared = generators.filter((generator) => generator !== rulePageMessages);

describe.each(compared.map((generator) => [generator.name, generator] as const))("%s", (_name, generator) => {
  test("what lies in the repository is what `npm run generate` makes", async () => {
    const stale: string[] = [];
    for (const { path, text } of await generator(root)) {
      if (readFileSync(join(root, path), "utf8") !== text) stale.push(path);
    }
    expect(stale).toEqual([]);
  });
});
