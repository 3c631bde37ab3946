import { sliceSpan, span } from "../../../grammar/text/span.ts";
import { inRange } from "../../../schemas/release.ts";
import { defineRule, type RuleContext } from "../../findings/rule.ts";
import type { Assignment } from "../../model/assignment.ts";
import { type Location, locate } from "../../model/location.ts";
import { kongConfStatements } from "../support/documents.ts";
import { displayOnlyFix, replaceFix } from "../support/fixes.ts";
import { isInPemBlock, pemBlocks } from "../support/pem-blocks.ts";
import { quoted } from "../support/quoting.ts";

const BEGIN = /^["']?-----BEGIN [A-Z0-9 ]+-----/;

/** The first line stands alone, as PEM needs it. */
const WITH_LINES = /^["']?-----BEGIN [A-Z0-9 ]+-----[ \t]*\r?\n/;

/** A certificate or key as text over several lines, of which Kong gets the first. */
export default defineRule({
  summary: "Certificate or key text on several lines, of which Kong reads only the first",
  severity: "error",
  layer: "syntax",
  check(context) {
    const { unit, catalog } = context;
    for (const assignment of unit.assignments) {
      if (assignment.opaque !== undefined || !catalog.knows(assignment.property)) continue;
      if (!BEGIN.test(assignment.writtenValue) || assignment.section !== undefined) continue;
      const { writtenValue } = assignment;
      if (!writtenValue.includes("-----END ")) reportCut(assignment, context);
      else if (!WITH_LINES.test(writtenValue)) reportFolded(assignment, context);
    }
    reportAlone(context);
  },
});

/** Whether Kong reads certificates and keys as text, and not as paths alone. */
function readsText({ catalog }: RuleContext): boolean {
  return inRange(catalog.base, { since: "3.1" });
}

function advice(context: RuleContext): string {
  return readsText(context)
    ? "Use the path of a file, or the whole text in base64 on one line."
    : "Use the path of a file.";
}

function reportCut(assignment: Assignment, context: RuleContext): void {
  const subject = assignment.channel === "file" ? "A setting" : "A variable";
  context.report({
    at: assignment,
    property: assignment.property,
    message: `${subject} ends with its line: Kong gets only the first line of this text, which is not a certificate or key. ${advice(context)}`,
    fixes: [displayOnlyFix("Use the path of a file")],
  });
}

/** `\n` stays two characters in Kong's file and in most readers of variables; YAML folds the lines of `>` and of quotes. */
function reportFolded(assignment: Assignment, context: RuleContext): void {
  const fold = readsText(context) ? foldSign(assignment, context) : undefined;
  context.report({
    at: assignment,
    property: assignment.property,
    message: `PEM needs its line breaks, and this text is on a single line: Kong cannot read ${quoted(assignment.property)}. ${
      fold === undefined
        ? advice(context)
        : "YAML folds the lines after `>` into one: use `|`, or the path of a file."
    }`,
    fixes: [
      ...(fold === undefined ? [] : [replaceFix("Change to `|`", "unsafe", fold, "|")]),
      displayOnlyFix("Use the path of a file"),
    ],
  });
}

/** The `>` of a block of YAML. */
function foldSign({ rawValueSpan }: Assignment, { unit }: RuleContext): Location | undefined {
  const { source, start } = rawValueSpan;
  const isFold = source === unit.document.path && unit.document.text.charAt(start) === ">";
  return isFold ? locate(source, span(start, start + 1)) : undefined;
}

/** `cluster_cert =` with the text on the lines after it. */
function reportAlone(context: RuleContext): void {
  const { unit, report, here } = context;
  if (pemBlocks(unit).length === 0) return;
  for (const { kind, span: statement } of kongConfStatements(unit)) {
    if (kind !== "bare" || isInPemBlock(unit, statement)) continue;
    const text = sliceSpan(unit.document.text, statement);
    if (!BEGIN.test(text.trim())) continue;
    const start = statement.start + text.length - text.trimStart().length;
    report({
      at: here(span(start, statement.start + text.trimEnd().length)),
      message: `A setting ends with its line: Kong reads no part of this text. ${advice(context)}`,
    });
  }
}
