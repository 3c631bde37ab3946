import { sliceSpan } from "../../../grammar/text/span.ts";
import { defineRule } from "../../findings/rule.ts";
import type { ConfigUnit } from "../../model/config-unit.ts";
import { quoted } from "../support/quoting.ts";
import { valueSpan } from "../support/value-items.ts";

/** A `$` that begins a name and is not doubled. Braces are left alone: who writes them wants the variable. */
const NAME = /\$+([A-Za-z_][A-Za-z0-9_]*)/g;

/** Dollar signs that Compose, a shell or systemd takes for the begin of a variable. */
export default defineRule({
  summary: "`$` in a value that will be replaced as a variable",
  severity: "warning",
  needs: "variables",
  check({ unit, catalog, report }) {
    if (unit.otherLines === undefined) return;
    const defined = definedNames(unit);
    for (const assignment of unit.assignments) {
      const { property, writtenValue } = assignment;
      if (assignment.channel !== "environment" || !catalog.knows(property)) continue;
      if (assignment.opaque !== undefined || unit.document.text[assignment.rawValueSpan.start] === "'")
        continue;
      const found = [...writtenValue.matchAll(NAME)].filter(
        ([all, name = ""]) => (all.length - name.length) % 2 === 1 && !defined.has(name),
      );
      const [first] = found;
      if (first === undefined || isEscaped(first.index)) continue;
      const start = first.index + first[0].lastIndexOf("$");
      report({
        at: valueSpan(assignment, start, first.index + first[0].length),
        property,
        message: `Docker Compose and shells replace ${quoted(`$${first[1] ?? ""}`)} with the variable's value (empty if it is not set). Use \`$$\` for Compose, or put the value in single quotes.`,
        fixes: [
          {
            title: "Change to `$$` for Docker Compose",
            applicability: "unsafe",
            edits: found.map((each) => ({
              kind: "replace",
              span: valueSpan(assignment, each.index, each.index + 1),
              text: "$$",
            })),
          },
        ],
      });

      /** `\$` in double quotes: the reader has taken the backslash off already. */
      function isEscaped(index: number): boolean {
        const { start: at } = valueSpan(assignment, index, index + 1);
        return sliceSpan(unit.document.text, { start: at, end: at + 1 }) === "\\";
      }
    }
  },
});

function definedNames(unit: ConfigUnit): ReadonlySet<string> {
  const foreign = unit.otherLines !== undefined ? unit.otherLines : [];
  return new Set([...unit.assignments.map(({ variable }) => variable), ...foreign.map(({ text }) => text)]);
}
