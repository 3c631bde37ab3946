import { fileURLToPath } from "node:url";
import { expect, test } from "vitest";
import { deep } from "../depth.ts";
import { countConversions } from "./count-conversions.ts";

const folders = [
  "../fixtures",
  "../corpus/containers/fixtures",
  "../rules/quiet",
  "../upgrade/fixtures",
  "../grammar/textmate/fixtures",
].map((folder) => fileURLToPath(new URL(folder, import.meta.url)));

test("what a process gets from some of the files is equal before and after", async () => {
  const { files, wrong } = await countConversions(folders.slice(-1));
  expect(wrong).toEqual([]);
  expect(files).toBeGreaterThan(0);
});

deep(
  "what a process gets from the files of this repository is equal before and after",
  async () => {
    const { files, pairs, wrong } = await countConversions(folders);
    expect(wrong).toEqual([]);
    expect(files).toBeGreaterThan(30);
    for (const [pair, { equal, left }] of pairs) {
      if (!pair.startsWith("all to ")) continue;
      expect(equal, pair).toBeGreaterThan(200);
      expect(left, pair).toBeLessThan(equal / 4);
    }
  },
  120_000,
);
