import fc from "fast-check";
import { describe, expect, test } from "vitest";
import { LineIndex } from "../../grammar/text/line-index.ts";
import { SourceText } from "../../grammar/text/source-text.ts";
import { commentedSecrets } from "../../server/secrets/commented-secrets.ts";
import { knownTokens, tokensOf } from "../../server/secrets/known-tokens.ts";

const TOKEN = "ghp_0123456789abcdefABCDEF";
const PART = fc.constantFrom(
  "\n",
  "\n",
  "  ",
  "\r",
  "Authorization: Basic",
  " c2VjcmV0OnNlY3JldA",
  "curl https://kong.test",
  " -u admin:secret-word",
  TOKEN,
  "log_level = notice",
  "# x-api-key: 0123456789",
  "#pg_password = hunter22",
  "# pg_user = kong # a token",
  "; session_secret = on # the old one",
);
const EDIT = fc.record({ at: fc.nat(400), length: fc.nat(40), newText: fc.oneof(PART, fc.constant("")) });

const holderOf = (property: string) => (/password|secret/.test(property) ? property : undefined);

/** The text after edits, and the one that each of them makes; what is known is asked for now and then. */
function afterEdits(
  text: string,
  edits: readonly { at: number; length: number; newText: string }[],
): SourceText {
  let source = new SourceText(text);
  tokensOf(source);
  commentedSecrets(source, holderOf);
  expect(source.lines.lineCount).toBeGreaterThan(0);
  edits.forEach(({ at, length, newText }, index) => {
    const start = at % (source.text.length + 1);
    const end = Math.min(source.text.length, start + length);
    source = source.edited([{ span: { start, end }, newText }]);
    if (index % 3 !== 2) return;
    tokensOf(source);
    commentedSecrets(source, holderOf);
  });
  return source;
}

describe("what is known of a text after edits", () => {
  test("is what a new text is known for", () => {
    const texts = fc.array(PART, { maxLength: 14 }).map((parts) => parts.join(""));
    fc.assert(
      fc.property(texts, fc.array(EDIT, { maxLength: 6 }), (text, edits) => {
        const source = afterEdits(text, edits);
        expect(tokensOf(source)).toEqual(knownTokens(source.text));
        expect(commentedSecrets(source, holderOf)).toEqual(
          commentedSecrets(new SourceText(source.text), holderOf),
        );
        const fresh = new LineIndex(source.text);
        expect(source.lines.lineCount).toBe(fresh.lineCount);
        expect(source.lines.positionAt(source.text.length)).toEqual(fresh.positionAt(source.text.length));
      }),
      { numRuns: 3000 },
    );
  });

  test("costs one update for each edit, and none where nobody asks", () => {
    let computed = 0;
    let updated = 0;
    const length = {
      compute: ({ text }: SourceText) => {
        computed++;
        return text.length;
      },
      update: (old: number, edit: { newText: string }) => {
        updated++;
        return old + edit.newText.length;
      },
    };
    let source = new SourceText("a");
    expect(source.fact(length)).toBe(1);
    for (let key = 0; key < 5; key++) {
      source = source.edited([{ span: { start: 0, end: 0 }, newText: "b" }]);
      expect(source.fact(length)).toBe(2 + key);
    }
    expect([computed, updated]).toEqual([1, 5]);
    source = source.edited([{ span: { start: 0, end: 0 }, newText: "b" }]);
    expect([computed, updated]).toEqual([1, 5]);
  });
});
