import fc from "fast-check";
import { describe, expect, test } from "vitest";
import { decodeText, encodeText } from "../../server/inputs/decode-text.ts";

describe("decodeText", () => {
  test("any bytes come back as they were", () => {
    fc.assert(
      fc.property(fc.uint8Array({ maxLength: 200 }), (bytes) => {
        expect([...encodeText(decodeText(bytes).text)]).toEqual([...bytes]);
      }),
    );
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
    ["binary", [1, 2, 3, 0, 4, 0x61, 0xff, 2]],
  ])("%s is named", (encoding, bytes) => {
    expect(decodeText(Uint8Array.from(bytes)).encoding).toBe(encoding);
  });
});
