import { isUtf16 } from "../../../grammar/text/is-utf-16.ts";
import { span } from "../../../grammar/text/span.ts";
import { containsWord } from "../../../grammar/text/text-facts.ts";
import { describeRelease } from "../../../schemas/release.ts";
import { defineRule, type RuleContext } from "../../findings/rule.ts";
import { type BareCrLine, bareCrLines } from "../../formats/kong-conf/bare-cr.ts";

/** Files that are not text as Kong reads it: UTF-16, NUL bytes, lines that end with CR alone. */
export default defineRule({
  summary: "File encoding or line endings that Kong misreads",
  severity: "error",
  layer: "encoding",
  readsAnyEncoding: true,
  check(context) {
    const { unit, release, here, report } = context;
    const { text } = unit.document;
    if (isUtf16(unit.document)) {
      report({
        at: here(span(0, 2)),
        message: `The file is saved as UTF-16, in which ${describeRelease(release)} recognizes no setting at all. Save it as UTF-8 without a byte order mark.`,
      });
      return;
    }
    for (const line of bareCrLines(unit)) reportSplitLine(line, context);
    if (!containsWord(unit.document, "\0")) return;
    const nul = text.indexOf("\0");
    report({
      at: here(span(nul, nul + 1)),
      message:
        "The file contains a NUL byte: it is damaged or not saved as UTF-8, and Kong does not read what you see. Save it as UTF-8.",
    });
  },
});

function reportSplitLine(line: BareCrLine, { unit, here, report }: RuleContext): void {
  const { text } = unit.document;
  const lineBreak = text.includes("\r\n") ? "\r\n" : "\n";
  report({
    at: here(line.shown),
    message: `The line before this one ends with a carriage return (CR), and Kong ends lines only at LF: it reads this line as ${WORDS[line.partOf]} before it. Save the file with LF line endings.`,
    fixes: [
      {
        title: "Change the line endings to LF",
        // Where no line ends with LF, CR was meant to end them; a single one may have slipped into a value.
        applicability: text.includes("\n") ? "unsafe" : "safe",
        edits: line.returns.map((at) => ({ kind: "replace", span: here(span(at, at + 1)), text: lineBreak })),
      },
    ],
  });
}

const WORDS: Readonly<Record<BareCrLine["partOf"], string>> = {
  comment: "part of the comment",
  value: "part of the value",
  line: "part of the line",
};
