import { readFileSync } from "node:fs";
import { expect, test } from "vitest";
import { folderWith, kongLint } from "./run-cli.ts";

const page = readFileSync(new URL("../../docs/convert.md", import.meta.url), "utf8");

/** A block of the page: its language is for readers, the word after it for this test. */
const blocks = [...page.matchAll(/^```\w+ (\S+)\n([\s\S]*?)^```$/gm)].map(([, what = "", text = ""]) => ({
  what,
  text,
}));

test("the examples of docs/convert.md print what the page shows", async () => {
  const files = Object.fromEntries(
    blocks.flatMap(({ what, text }) =>
      what.startsWith("file=") ? [[what.slice("file=".length), text]] : [],
    ),
  );
  let last: Awaited<ReturnType<typeof kongLint>> | undefined;
  let compared = 0;
  for (const { what, text } of blocks) {
    if (what === "run") last = await kongLint(folderWith(files), text.trim().split(" ").slice(1));
    if (what !== "stdout" && what !== "stderr") continue;
    expect(last?.[what]).toBe(text);
    compared++;
  }
  expect(compared).toBeGreaterThan(4);
});
