import { expect, test } from "vitest";
import { displayWidth } from "../../server/report/display-width.ts";
import { excerptOf } from "../../server/report/excerpt.ts";
import { amount } from "../depth.ts";
import fc from "../fast-check.ts";

function widthOf(text: string): number {
  return [...text].reduce((sum, character) => sum + displayWidth(character), 0);
}

test("tabs and wide characters keep the underline in place", () => {
  expect(excerptOf("a\tb", 2, 3, 80)).toEqual({ text: "a   b", from: 4, width: 1 });
  expect(excerptOf("設定 = x", 5, 6, 80)).toEqual({ text: "設定 = x", from: 7, width: 1 });
  expect(excerptOf("e\u0301 = x", 5, 6, 80).from).toBe(4);
});

test("an empty span shows, also at the end", () => {
  expect(excerptOf("key =", 5, 5, 80)).toEqual({ text: "key =", from: 5, width: 1 });
  expect(excerptOf("", 0, 0, 80)).toEqual({ text: "", from: 0, width: 1 });
});

test("a long line is cut round the span", () => {
  const line = `${"a".repeat(200)}HERE${"b".repeat(200)}`;
  const { text, from, width } = excerptOf(line, 200, 204, 40);
  expect(text.slice(from, from + width)).toBe("HERE");
  expect(text).toMatch(/^….*…$/);
  expect(excerptOf(`${"a".repeat(200)}END`, 200, 203, 40).text).toMatch(/^…a+END$/);
});

test("control characters, direction marks and broken bytes become signs", () => {
  expect(excerptOf("a\u001b[31m\u202e\udcffb\u0085", 0, 1, 80).text).toBe("a␛[31m��b�");
});

test("whatever stands there, it fits and the underline begins at the span", () => {
  const piece = fc.constantFrom(
    "a",
    " ",
    "\t",
    "設",
    "\u{1f40d}",
    "e\u0301",
    "\u001b",
    "\udcff",
    "長い".repeat(30),
    "x".repeat(90),
  );
  fc.assert(
    fc.property(
      fc.array(piece, { maxLength: 12 }),
      fc.nat(),
      fc.nat(20),
      fc.integer({ min: 20, max: 120 }),
      (pieces, at, length, room) => {
        const line = pieces.join("");
        // A span does not begin within a character.
        const starts = [0];
        for (const character of line) starts.push((starts.at(-1) ?? 0) + character.length);
        const start = starts[at % starts.length] ?? 0;
        const excerpt = excerptOf(line, start, start + length, room);
        expect(widthOf(excerpt.text)).toBeLessThanOrEqual(room);
        expect(excerpt.width).toBeGreaterThanOrEqual(1);
        expect(excerpt.from).toBeGreaterThanOrEqual(0);
        expect(excerpt.from).toBeLessThanOrEqual(widthOf(excerpt.text));
      },
    ),
    { numRuns: amount(500) },
  );
});

test("ten million characters are no more work than ten thousand", () => {
  const { text } = excerptOf("x".repeat(10_000_000), 9_000_000, 9_000_001, 100);
  expect(text).toHaveLength(100);
});
