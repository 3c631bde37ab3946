import { describe, expect, test } from "vitest";
import { decodeText, encodeText } from "../../grammar/text/decode-text.ts";
import { amount } from "../depth.ts";
import fc from "../fast-check.ts";

describe("decodeText", () => {
  test("any bytes come back as they were", () => {
    fc.assert(
      fc.property(fc.uint8Array({ maxLength: 200 }), (bytes) => {
        expect([...encodeText(decodeText(bytes).text)]).toEqual([...bytes]);
      }),
    );
  });

  test("characters of every length come back between bytes that are none", () => {
    const broken = fc.constantFrom(
      [0x80],
      [0xc0, 0xaf],
      [0xe2, 0x82],
      [0xed, 0xa0, 0x80],
      [0xf5],
      [0xff],
      [0xef, 0xbb, 0xbf],
    );
    const whole = fc
      .string({ unit: "grapheme", maxLength: 4 })
      .map((text) => [...new TextEncoder().encode(text)]);
    fc.assert(
      fc.property(fc.array(fc.oneof(broken, whole), { maxLength: 12 }), (parts) => {
        const bytes = parts.flat();
        const { text, invalid } = decodeText(Uint8Array.from(bytes));
        expect([...encodeText(text)]).toEqual(bytes);
        expect(invalid).toBe(/[\udc80-\udcff]/u.test(text));
        const plain = text.replace(/[\udc80-\udcff]/gu, "");
        expect(new TextDecoder("utf-8", { ignoreBOM: true }).decode(new TextEncoder().encode(plain))).toBe(
          plain,
        );
      }),
      { numRuns: amount(1000) },
    );
  });

  test("other lone surrogates, which no byte stands for, become the replacement character", () => {
    expect([...encodeText("\ud800\udc80a")]).toEqual([...new TextEncoder().encode("\ud800\udc80a")]);
    expect([...encodeText("a\ud800b\udcffc")]).toEqual([0x61, 0xef, 0xbf, 0xbd, 0x62, 0xff, 0x63]);
  });

  test("any well-formed text is read as it is", () => {
    fc.assert(
      fc.property(fc.string({ unit: "grapheme" }), (text) => {
        expect(decodeText(new TextEncoder().encode(text))).toMatchObject({ text, invalid: false });
      }),
    );
  });

  test("a byte that is not UTF-8 becomes a lone surrogate of its own", () => {
    expect(decodeText(Uint8Array.of(0x63, 0xe9, 0x0a))).toEqual({
      text: "c\udce9\n",
      encoding: "utf-8",
      invalid: true,
    });
  });

  test.each([
    ["utf-16le", [0xff, 0xfe, 0x61, 0]],
    ["utf-16be", [0xfe, 0xff, 0, 0x61]],
    ["utf-16le", [0x61, 0, 0x62, 0, 0x0a, 0]],
    ["utf-8", [0x61, 0xe9, 0x20, 0x3d, 0x20, 0xe8, 0x0a]],
    ["binary", [1, 2, 3, 0, 4, 0x61, 0xff, 2]],
  ])("%s is named", (encoding, bytes) => {
    expect(decodeText(Uint8Array.from(bytes)).encoding).toBe(encoding);
  });
});
