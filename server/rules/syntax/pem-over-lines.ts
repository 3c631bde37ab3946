import { sliceSpan, span } from "../../../grammar/text/span.ts";
import { inRange } from "../../../schemas/release.ts";
import { defineRule, type RuleContext } from "../../findings/rule.ts";
import type { Assignment } from "../../model/assignment.ts";
import { kongConfStatements } from "../support/documents.ts";
import { displayOnlyFix } from "../support/fixes.ts";
import { isInPemBlock, pemBlocks } from "../support/pem-blocks.ts";
import { quoted } from "../support/quoting.ts";

const BEGIN = /^["']?-----BEGIN [A-Z0-9 ]+-----/;

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
      else if (!/[\r\n]/.test(writtenValue)) reportFolded(assignment, context);
    }
    reportAlone(context);
  },
});

function advice({ catalog }: RuleContext): string {
  return inRange(catalog.base, { since: "3.1" })
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

/** `\n` stays two characters in Kong's file and in most readers of variables. */
function reportFolded(assignment: Assignment, context: RuleContext): void {
  context.report({
    at: assignment,
    property: assignment.property,
    message: `PEM needs its line breaks, and this text is on a single line: Kong cannot read ${quoted(assignment.property)}. ${advice(context)}`,
    fixes: [displayOnlyFix("Use the path of a file")],
  });
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
