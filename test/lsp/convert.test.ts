import { describe, expect, it } from "vitest";
import { TextDocument } from "vscode-languageserver-textdocument";
import { LineIndex } from "../../grammar/text/line-index.ts";
import { type PositionEncoding, Positions } from "../../server/lsp/convert.ts";
import { changeDocument, openDocument } from "../../server/lsp/open-document.ts";
import fc from "../fast-check.ts";

const pieces = fc.constantFrom(
  ..."ab =#",
  "\t",
  "\u00fc",
  "\u20ac",
  "\ud83d\ude00",
  "\n",
  "\r\n",
  "\r",
  "\ufeff",
);
const text = fc.array(pieces, { maxLength: 30 }).map((all) => all.join(""));
const position = fc.record({ line: fc.nat(8), character: fc.nat(20) });
const change = fc.oneof(
  { weight: 5, arbitrary: fc.record({ range: fc.record({ start: position, end: position }), text }) },
  { weight: 1, arbitrary: fc.record({ text }) },
);

const positionsOf = (content: string, encoding: PositionEncoding) =>
  new Positions(content, new LineIndex(content), encoding);

/** Columns counted in another way: by writing out the beginning of the line. */
function columnsBefore(content: string, offset: number, encoding: PositionEncoding): number {
  const before = content.slice(0, offset);
  const line = before.slice(Math.max(before.lastIndexOf("\n"), before.lastIndexOf("\r")) + 1);
  if (encoding === "utf-8") return Buffer.byteLength(line);
  return encoding === "utf-32" ? [...line].length : line.length;
}

describe("positions", () => {
  it.each(["utf-8", "utf-16", "utf-32"] as const)("count columns in %s", (encoding) => {
    fc.assert(
      fc.property(text, fc.nat(40), (content, wish) => {
        const offset = Math.min(wish, content.length);
        const between = content.slice(offset - 1, offset + 1);
        fc.pre(!/^[\ud800-\udbff][\udc00-\udfff]$/.test(between) && between !== "\r\n");
        const positions = positionsOf(content, encoding);
        const { line, character } = positions.position(offset);
        expect(character).toBe(columnsBefore(content, offset, encoding));
        expect(positions.offset({ line, character })).toBe(offset);
      }),
    );
  });

  it("move what lies outside to the nearest end", () => {
    const positions = positionsOf("ab\r\nc\u00fcd\n", "utf-8");
    expect(positions.offset({ line: 0, character: 99 })).toBe(2);
    expect(positions.offset({ line: 1, character: 4 })).toBe(7);
    expect(positions.offset({ line: 2, character: 1 })).toBe(8);
    expect(positions.offset({ line: 99, character: 0 })).toBe(8);
    expect(positions.offset({ line: -1, character: 5 })).toBe(0);
    expect(positions.offset({ line: 0, character: -5 })).toBe(0);
  });

  it("do not cut a character in two", () => {
    expect(positionsOf("\ud83d\ude00a", "utf-8").offset({ line: 0, character: 2 })).toBe(0);
    expect(positionsOf("\ud83d\ude00a", "utf-32").offset({ line: 0, character: 1 })).toBe(2);
  });
});

describe("changes of a document", () => {
  it("make the text that the library for UTF-16 makes", () => {
    fc.assert(
      fc.property(text, fc.array(change, { maxLength: 4 }), (first, changes) => {
        const uri = "file:///ws/kong.conf";
        const opened = { uri, languageId: "kong-conf", version: 1, path: "kong.conf", text: first };
        const ours = changeDocument(openDocument({ ...opened, encoding: "utf-16" }), changes, 2);
        // One change at a time: over several, the library loses count of lines where a range lies outside the text.
        const theirs = changes.reduce((before, one) => {
          const document = TextDocument.create(uri, "kong-conf", 1, before);
          return TextDocument.update(document, [one], 2).getText();
        }, first);
        expect(ours.source.text).toBe(theirs);
        expect(ours.version).toBe(2);
      }),
    );
  });

  it("are found by bytes and by characters where the client counts so", () => {
    const opened = { uri: "file:///kong.conf", languageId: "kong-conf", version: 1, path: "kong.conf" };
    for (const [encoding, column] of [
      ["utf-8", 6],
      ["utf-16", 3],
      ["utf-32", 2],
    ] as const) {
      const document = openDocument({ ...opened, text: "\ud83d\ude00\u00fc=1", encoding });
      const at = { line: 0, character: column };
      expect(changeDocument(document, [{ range: { start: at, end: at }, text: "!" }], 2).source.text).toBe(
        "\ud83d\ude00\u00fc!=1",
      );
    }
  });
});
