import { expect, test } from "vitest";
import { format } from "../fuzz/targets/format.ts";

/** What the ends of lines and of texts are made of, and what may be before them. */
const PIECES = ["\r", "\n", " ", "f", "# c", "a=1"];

/** All texts of so many pieces at most. */
function textsOf(pieces: number): readonly string[] {
  if (pieces === 0) return [""];
  const shorter = textsOf(pieces - 1);
  return [...new Set([...shorter, ...shorter.flatMap((text) => PIECES.map((piece) => text + piece))])];
}

test("formatting changes blanks alone, and nothing the second time, wherever lines and texts end", async () => {
  const failed: string[] = [];
  for (const text of textsOf(5)) {
    try {
      await format.run({ path: "kong.conf", text });
    } catch {
      failed.push(text);
    }
  }
  expect(failed).toEqual([]);
});
