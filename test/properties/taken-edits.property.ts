import { expect, it } from "vitest";
import type { TextEdit } from "../../grammar/text/text-edit.ts";
import { TakenEdits } from "../../server/workspace/taken-edits.ts";
import fc from "../fast-check.ts";

const edit: fc.Arbitrary<TextEdit> = fc
  .record({
    start: fc.nat(30),
    length: fc.nat(4),
    newText: fc.constantFrom("", "x", "\nline", "line\n", "a\nb\n"),
  })
  .map(({ start, length, newText }) => ({ span: { start, end: start + length }, newText }));

const isLine = ({ span, newText }: TextEdit) =>
  span.start === span.end && (newText === "\nline" || newText === "line\n");

/** The rule, said about two edits. */
function touch(a: TextEdit, b: TextEdit): boolean {
  if (isLine(a) && isLine(b)) return false;
  const [first, second] = a.span.start <= b.span.start ? [a, b] : [b, a];
  const meet = first.span.end - second.span.start;
  if (a.newText !== "" || b.newText !== "") return meet >= 0;
  return meet > 0 && second.span.start < first.span.end && first.span.start < second.span.end;
}

it("compares an edit with those beside it as if it were compared with all", () => {
  fc.assert(
    fc.property(fc.array(edit, { maxLength: 40 }), (edits) => {
      const taken = new TakenEdits();
      const accepted: TextEdit[] = [];
      for (const each of edits) {
        const touches = accepted.some((other) => touch(each, other));
        expect(taken.touches(each)).toBe(touches);
        expect(taken.has(each)).toBe(
          accepted.some((other) => JSON.stringify(other) === JSON.stringify(each)),
        );
        if (touches) continue;
        taken.add([each]);
        accepted.push(each);
      }
    }),
  );
});
