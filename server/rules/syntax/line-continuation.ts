import type { AssignmentNode, BareNode } from "../../../grammar/kong-conf/syntax-tree.ts";
import { type Span, sliceSpan, span } from "../../../grammar/text/span.ts";
import { defineRule, type RuleContext } from "../../findings/rule.ts";
import type { Location } from "../../model/location.ts";
import { kongConfStatements } from "../support/documents.ts";
import { displayOnlyFix } from "../support/fixes.ts";

/** A physical line of a statement, without its line break. */
interface Line {
  readonly text: string;
  readonly start: number;
}

const KEY = /^\s*([A-Za-z0-9_]+)\s*=/;

/** Backslashes at the end of a line that join what was not meant to be joined. */
export default defineRule({
  summary: "Backslash at the end of a line that swallows the next setting, or the setting itself",
  severity: "error",
  layer: "syntax",
  check(context) {
    for (const statement of kongConfStatements(context.unit)) {
      if (statement.kind !== "assignment" && statement.kind !== "bare") continue;
      if (statement.section !== undefined) continue;
      const isUnfinished = statement.kind === "assignment" && statement.unfinished;
      const { text } = context.unit.document;
      if (!isUnfinished && !text.slice(statement.span.start, statement.span.end).includes("\n")) continue;
      const lines = linesOf(statement.span, text);
      if (lines.length > 1) checkInside(lines, context);
      if (isUnfinished) reportUnfinished(statement, lines, context);
    }
  },
});

function linesOf(range: Span, text: string): readonly Line[] {
  let start = range.start;
  return sliceSpan(text, range)
    .split("\n")
    .map((line) => {
      const own = { text: line, start };
      start += line.length + 1;
      return own;
    });
}

function checkInside(lines: readonly Line[], { catalog, here, report }: RuleContext): void {
  let joined: Line | undefined = lines[0];
  for (const line of lines.slice(1)) {
    if (/^\s*[#;]/.test(line.text)) {
      report({
        at: here(trimmed(line)),
        severity: "info",
        message:
          "This comment is inside a value: Kong skips it and continues with the next line. Move it above the value, where readers expect it.",
      });
      continue;
    }
    if (line.text.trim() === "") continue;
    const key = KEY.exec(line.text)?.[1];
    const backslash = joined === undefined ? undefined : backslashOf(joined);
    if (key !== undefined && catalog.knows(key) && backslash !== undefined) {
      report({
        at: here(backslash),
        property: key,
        message: `This \`\\\` joins the next line, so Kong reads \`${key} = …\` as part of the value and does not set \`${key}\`. Remove the backslash.`,
        fixes: [removeBackslash(here(backslash))],
      });
    }
    joined = line;
  }
}

function reportUnfinished(
  statement: AssignmentNode | BareNode,
  lines: readonly Line[],
  { unit, here, report }: RuleContext,
): void {
  const last = lines.findLast((line) => /\\\s*$/.test(line.text));
  const backslash = last === undefined ? undefined : backslashOf(last);
  if (backslash === undefined) return;
  const name = statement.kind === "assignment" ? sliceSpan(unit.document.text, statement.key) : "";
  report({
    at: here(backslash),
    message: `The file ends after this \`\\\`, so Kong ignores the whole setting${name === "" ? "" : `: \`${name}\` is not set`}. Remove the backslash or finish the value.`,
    fixes: [removeBackslash(here(backslash)), displayOnlyFix("Finish the value")],
  });
}

function removeBackslash(backslash: Location) {
  return {
    title: "Remove the backslash",
    applicability: "unsafe" as const,
    edits: [{ kind: "replace" as const, span: backslash, text: "" }],
  };
}

function backslashOf({ text, start }: Line): Span | undefined {
  const at = text.search(/\\\s*$/);
  return at < 0 ? undefined : span(start + at, start + at + 1);
}

function trimmed({ text, start }: Line): Span {
  const first = text.search(/\S/);
  return span(start + first, start + text.trimEnd().length);
}
