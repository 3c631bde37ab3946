import { describe, expect, test } from "vitest";
import { strip, stripKeepingABlank } from "../../server/loader/lua/strip.ts";
import { toNumber } from "../../server/loader/lua/to-number.ts";
import { toText } from "../../server/loader/lua/to-text.ts";
import fc from "../fast-check.ts";

describe("toNumber", () => {
  test.each([
    ["5432", 5432],
    [" 5 ", 5],
    ["007", 7],
    ["1e5", 100000],
    ["1.50", 1.5],
    [".5", 0.5],
    ["5.", 5],
    ["-4", -4],
    ["+4", 4],
    ["0x1F", 31],
    ["0x.8", 0.5],
    ["0x1p4", 16],
    ["0b101", 5],
    ["inf", Number.POSITIVE_INFINITY],
    ["-Infinity", Number.NEGATIVE_INFINITY],
    ["NaN", Number.NaN],
    ["12345678901234567890", 1.2345678901234567e19],
  ])("%j is %d", (text, number) => expect(toNumber(text)).toBe(number));

  test.each([
    "",
    " ",
    ".",
    "10s",
    "1,000",
    '"5"',
    "abc",
    "0x",
    "0b2",
    "1e",
    "1e9999999",
    "5 5",
    "--5",
    "infi",
    "1_000",
  ])("%j is none", (text) => expect(toNumber(text)).toBeUndefined());

  test("what Lua prints of a number, it reads as nearly the same", () => {
    fc.assert(
      fc.property(fc.double({ noNaN: true }), (number) => {
        const back = toNumber(toText(number)) ?? Number.NaN;
        expect(back).toBe(Number.isFinite(number) && number !== 0 ? Number(number.toPrecision(14)) : number);
      }),
    );
  });
});

describe("toText", () => {
  test.each([
    [5432, "5432"],
    [0.1, "0.1"],
    [-0, "-0"],
    [1e14, "1e+14"],
    [1e-5, "1e-05"],
    [1.2345678901234567e19, "1.2345678901235e+19"],
    [123456.789, "123456.789"],
    [Number.NaN, "nan"],
    [Number.NEGATIVE_INFINITY, "-inf"],
    [true, "true"],
  ])("%d", (value, text) => expect(toText(value)).toBe(text));

  test("a table has no address that would differ from run to run", () =>
    expect(toText(["a"])).toBe("table: 0x"));
});

describe("strip", () => {
  test("takes the six blanks of the C locale, and no other", () => {
    expect(strip(" \t\n\v\f\rx\u00a0 ")).toBe("x\u00a0");
  });

  test("of Kong 2.0 leaves one blank behind a long text", () => {
    expect(stripKeepingABlank(`x${" ".repeat(200)}`)).toBe("x ");
    expect(stripKeepingABlank(`x${" ".repeat(198)}`)).toBe("x");
    expect(stripKeepingABlank(" ".repeat(300))).toBe("");
  });
});
