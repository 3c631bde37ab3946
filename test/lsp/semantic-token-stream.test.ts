import { describe, expect, it } from "vitest";
import { LineIndex } from "../../grammar/text/line-index.ts";
import { Positions } from "../../server/lsp/convert.ts";
import { encodeTokens, SemanticTokenStream } from "../../server/lsp/semantic-token-stream.ts";
import fc from "../fast-check.ts";

const uri = "file:///kong.conf";

describe("semantic tokens", () => {
  it("go out in the order of the text, relative to one another, in the columns of the client", () => {
    const text = "\u00fc = 1\n\ud83d\ude00 = on\n";
    const at = (word: string) => ({
      start: text.indexOf(word),
      end: text.indexOf(word) + word.length,
    });
    const tokens = [
      { span: at("on"), type: "enumMember" as const, modifiers: ["defaultLibrary" as const] },
      { span: at("1"), type: "number" as const, modifiers: [] },
      { span: at("\ud83d\ude00"), type: "variable" as const, modifiers: [] },
    ];
    const encoded = (encoding: "utf-8" | "utf-16" | "utf-32") =>
      encodeTokens(tokens, new Positions(text, new LineIndex(text), encoding));
    expect(encoded("utf-16")).toEqual([0, 4, 1, 3, 0, 1, 0, 2, 1, 0, 0, 5, 2, 4, 8]);
    expect(encoded("utf-8")).toEqual([0, 5, 1, 3, 0, 1, 0, 4, 1, 0, 0, 7, 2, 4, 8]);
    expect(encoded("utf-32")).toEqual([0, 4, 1, 3, 0, 1, 0, 1, 1, 0, 0, 4, 2, 4, 8]);
  });

  it("change by an edit that makes the new ones of the old ones", () => {
    const data = fc.array(fc.nat(3), { maxLength: 12 });
    fc.assert(
      fc.property(data, data, (before, after) => {
        const stream = new SemanticTokenStream();
        const { resultId } = stream.full(uri, before);
        const delta = stream.delta(uri, resultId, after);
        if (!("edits" in delta)) throw new Error("the answer before is known");
        const now = [...before];
        for (const { start, deleteCount, data: added = [] } of delta.edits)
          now.splice(start, deleteCount, ...added);
        expect(now).toEqual(after);
        expect(delta.edits.length).toBeLessThanOrEqual(1);
      }),
    );
  });

  it("are sent whole to a client whose answer is not the last one, or of a document that was closed", () => {
    const stream = new SemanticTokenStream();
    const first = stream.full(uri, [1, 2, 3, 4, 5]);
    stream.full(uri, [1, 2, 3, 4, 6]);
    expect(stream.delta(uri, first.resultId, [7])).toMatchObject({ data: [7] });
    const last = stream.full(uri, [8]);
    stream.drop(uri);
    expect(stream.delta(uri, last.resultId, [9])).toMatchObject({ data: [9] });
  });
});
