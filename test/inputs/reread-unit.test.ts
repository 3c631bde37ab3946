import { describe, expect, it } from "vitest";
import { parseKongConf } from "../../grammar/kong-conf/parse-kong-conf.ts";
import { reparseKongConf } from "../../grammar/kong-conf/reparse-kong-conf.ts";
import { LineIndex } from "../../grammar/text/line-index.ts";
import { applyEdits, type TextEdit } from "../../grammar/text/text-edit.ts";
import { kongConf } from "../../server/formats/kong-conf/format.ts";
import { updateKongConfSource } from "../../server/formats/kong-conf/update-kong-conf.ts";
import { SourceDocument } from "../../server/model/source-document.ts";
import { amount } from "../depth.ts";
import fc from "../fast-check.ts";

const PIECES = [
  ..."ab \t\r\v=#;[]",
  "\n",
  "\n",
  "\n",
  "\r\n",
  "\\\n",
  "\\ \r\n",
  "\\",
  "# c\n",
  "\n[s]\n",
  "\nkey = value\n",
  "\nk=1 # c\n",
  "{{ x }}",
  "{% if a %}",
  "\n$VAR\n",
  "\nk = #{a}\n",
  "\ud83d\ude00",
];

const text = fc.array(fc.constantFrom(...PIECES), { maxLength: 40 }).map((pieces) => pieces.join(""));
const edits = fc.array(
  fc.record({
    at: fc.nat(1000),
    length: fc.oneof(fc.constant(0), fc.constant(1), fc.nat(12)),
    newText: fc.oneof(fc.constantFrom(...PIECES), fc.constant(""), text),
  }),
  { minLength: 1, maxLength: 8 },
);

function editOf(
  before: string,
  wish: { readonly at: number; readonly length: number; readonly newText: string },
): TextEdit {
  const start = wish.at % (before.length + 1);
  return {
    span: { start, end: Math.min(before.length, start + wish.length) },
    newText: wish.newText,
  };
}

describe("a text after an edit", () => {
  it("has the lines, the syntax and the settings of the whole text", () => {
    fc.assert(
      fc.property(text, edits, (first, wishes) => {
        let now = first;
        let lines = new LineIndex(now);
        let tree = parseKongConf(now);
        let source = kongConf.parse(new SourceDocument("kong.conf", now, lines));
        for (const wish of wishes) {
          const edit = editOf(now, wish);
          now = applyEdits(now, [edit]);
          lines = lines.edited(edit, now);
          const whole = new LineIndex(now);
          const starts = (index: LineIndex) =>
            Array.from({ length: index.lineCount }, (_, line) => index.lineStart(line));
          expect(starts(lines)).toEqual(starts(whole));
          const { tree: next, head, tail } = reparseKongConf(tree, edit, now);
          const expected = parseKongConf(now);
          expect(next.content).toEqual(expected.content);
          expect(head + tail).toBeLessThanOrEqual(Math.min(tree.content.length, next.content.length));
          tree = next;
          const document = source.document.edited([edit]);
          source = updateKongConfSource(source, [edit], document);
          const full = kongConf.parse(document);
          expect(source.assignments).toEqual(full.assignments);
          expect(source.templateSpans).toEqual(full.templateSpans);
        }
      }),
      { numRuns: amount(1000) },
    );
  });

  it("is the same after several edits at once", () => {
    fc.assert(
      fc.property(text, edits, (before, wishes) => {
        const apart: TextEdit[] = [];
        for (const edit of wishes
          .map((wish) => editOf(before, wish))
          .sort((a, b) => a.span.start - b.span.start || a.span.end - b.span.end))
          if (edit.span.start >= (apart.at(-1)?.span.end ?? 0)) apart.push(edit);
        const document = new SourceDocument("kong.conf", applyEdits(before, apart));
        const source = kongConf.parse(new SourceDocument("kong.conf", before));
        const updated = updateKongConfSource(source, apart, document);
        const full = kongConf.parse(document);
        expect(updated.file.content).toEqual(full.file.content);
        expect(updated.assignments).toEqual(full.assignments);
        expect(updated.templateSpans).toEqual(full.templateSpans);
      }),
      { numRuns: amount(3000) },
    );
  });

  it("is read again near several edits only", () => {
    const before = Array.from({ length: 100 }, (_, line) => `nginx_http_a${line} = ${line}\n`).join("");
    const edits = [20, 70].map((line) => {
      const start = before.indexOf(`= ${line}\n`) + 2;
      return { span: { start, end: start + 2 }, newText: "xx" };
    });
    const source = kongConf.parse(new SourceDocument("kong.conf", before));
    const document = new SourceDocument("kong.conf", applyEdits(before, edits));
    const { assignments } = updateKongConfSource(source, edits, document);
    const isNew = assignments.flatMap((each, at) => (source.assignments.includes(each) ? [] : [at]));
    expect(isNew).toEqual([20, 70]);
  });

  it("is read again near the edit only", () => {
    const lines = Array.from({ length: 1000 }, (_, line) => `nginx_http_a${line} = ${line}\n`);
    const before = lines.join("");
    const start = before.indexOf("= 500\n") + 2;
    const edit = { span: { start, end: start }, newText: "7" };
    const tree = parseKongConf(before);
    const { head, tail } = reparseKongConf(tree, edit, applyEdits(before, [edit]));
    expect([head, tail]).toEqual([500, 499]);
  });
});
