import { expect, test } from "vitest";
import { editDistance } from "../../grammar/text/edit-distance.ts";
import { letterCounts, lettersOf, sharedLetters } from "../../grammar/text/letter-counts.ts";
import fc from "../fast-check.ts";

test("the letters that two names share", () => {
  expect(sharedLetters(lettersOf("pg_host"), letterCounts("pg_port"))).toBe(5);
  expect(sharedLetters(lettersOf("aab"), letterCounts("ab"))).toBe(2);
  expect(sharedLetters(lettersOf("abc"), letterCounts("cab"))).toBe(3);
  expect(sharedLetters(lettersOf(""), letterCounts("a"))).toBe(0);
});

test("no fewer letters have to be changed than are not shared", () => {
  const name = fc.string({ unit: fc.constantFrom(..."abc_1\u00e4\u4e2d"), maxLength: 12 });
  fc.assert(
    fc.property(name, name, (a, b) => {
      const least = Math.max(a.length, b.length) - sharedLetters(lettersOf(a), letterCounts(b));
      expect(editDistance(a, b)).toBeGreaterThanOrEqual(least);
    }),
  );
});
