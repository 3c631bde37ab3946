import { describe, expect, test } from "vitest";
import { LineIndex } from "../../grammar/text/line-index.ts";
import { SourceMap } from "../../grammar/text/source-map.ts";
import { applyEdits } from "../../grammar/text/text-edit.ts";
import fc from "../fast-check.ts";

describe("LineIndex", () => {
  test("counts LF, CR LF and lone CR as line breaks", () => {
    const lines = new LineIndex("a\nb\r\nc\rd");
    expect(lines.lineCount).toBe(4);
    expect([0, 2, 5, 7].map((offset) => lines.positionAt(offset))).toEqual([
      { line: 0, character: 0 },
      { line: 1, character: 0 },
      { line: 2, character: 0 },
      { line: 3, character: 0 },
    ]);
  });

  test("positions lead back to their offsets, with and without CR", () => {
    fc.assert(
      fc.property(
        fc.array(fc.constantFrom("a", "\n", "\r\n", "\r", "é", "😀", " "), { maxLength: 60 }),
        (parts) => {
          const text = parts.join("");
          const lines = new LineIndex(text);
          for (let offset = 0; offset <= text.length; offset++) {
            expect(lines.offsetAt(lines.positionAt(offset))).toBe(offset);
          }
          expect(lines.lineCount).toBe(text.split(/\r\n|\n|\r/).length);
        },
      ),
    );
  });

  test("offsets outside the text are moved to its ends", () => {
    const lines = new LineIndex("ab\n");
    expect(lines.positionAt(-1)).toEqual({ line: 0, character: 0 });
    expect(lines.positionAt(99)).toEqual({ line: 1, character: 0 });
    expect(lines.offsetAt({ line: 9, character: 0 })).toBe(3);
  });
});

describe("applyEdits", () => {
  test("edits refer to the text as it was", () => {
    const edits = [
      { span: { start: 4, end: 5 }, newText: "" },
      { span: { start: 0, end: 1 }, newText: "xyz" },
    ];
    expect(applyEdits("abcde", edits)).toBe("xyzbcd");
  });

  test("overlapping edits are refused", () => {
    const edit = { span: { start: 0, end: 2 }, newText: "" };
    expect(() => applyEdits("abc", [edit, { span: { start: 1, end: 3 }, newText: "" }])).toThrow(RangeError);
  });
});

describe("SourceMap", () => {
  const map = new SourceMap([
    { cooked: 0, source: 10, length: 3 },
    { cooked: 3, source: 20, length: 2 },
  ]);

  test("cooked offsets lead to their characters", () => {
    expect([0, 2, 3, 4, 5].map((offset) => map.toSource(offset))).toEqual([10, 12, 20, 21, 22]);
    expect(map.spanToSource({ start: 1, end: 3 })).toEqual({ start: 11, end: 13 });
    expect(map.spanToSource({ start: 2, end: 4 })).toEqual({ start: 12, end: 21 });
  });

  test("source offsets lead back, gaps to the segment before them", () => {
    expect([10, 12, 15, 20, 22].map((offset) => map.toCooked(offset))).toEqual([0, 2, 3, 3, 5]);
  });
});
