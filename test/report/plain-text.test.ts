import { expect, test } from "vitest";
import { HIDDEN, isVisible } from "../../server/report/plain-text.ts";

test("what is plainly visible holds no hidden character", () => {
  const hidden = new RegExp(HIDDEN, "u");
  const wrong: string[] = [];
  for (let code = 0; code <= 0x10ffff; code++) {
    const character = String.fromCodePoint(code);
    if (isVisible(character) && hidden.test(character)) wrong.push(code.toString(16));
  }
  expect(wrong).toEqual([]);
});

test.each(["a\u001b[2Jb", "a\u200bb", "a\u2028b", "\ud800"])("%j is looked at closely", (text) => {
  expect(isVisible(text)).toBe(false);
});
