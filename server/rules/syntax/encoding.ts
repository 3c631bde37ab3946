import { span } from "../../../grammar/text/span.ts";
import { describeRelease } from "../../../schemas/release.ts";
import { defineRule } from "../../engine/rule.ts";
import { isUtf16 } from "../../inputs/is-utf-16.ts";
import { holdsWord } from "../../inputs/text-facts.ts";

/** Files that are not text as Kong reads it: UTF-16, NUL bytes. */
export default defineRule({
  summary: "The file is UTF-16 or holds NUL bytes, so Kong does not find its settings",
  severity: "error",
  readsAnyEncoding: true,
  check({ unit, release, report }) {
    const { text } = unit.document;
    if (isUtf16(unit.document)) {
      report({
        at: span(0, 2),
        message: `The file is saved as UTF-16, in which ${describeRelease(release)} recognises no setting at all. Save it as UTF-8 without a byte order mark.`,
      });
      return;
    }
    if (!holdsWord(unit.document, "\0")) return;
    const nul = text.indexOf("\0");
    report({
      at: span(nul, nul + 1),
      message:
        "The file holds a NUL byte: it is damaged, or saved in an encoding other than UTF-8, and Kong does not read what it shows. Save it again as UTF-8.",
    });
  },
});
