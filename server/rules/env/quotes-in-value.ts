import { describeRelease } from "../../../schemas/release.ts";
import { defineRule } from "../../findings/rule.ts";
import { keepsQuotes } from "../support/nginx/keeps-quotes.ts";
import { isQuoted } from "../support/quoting.ts";
import { valueSpan } from "../support/value-items.ts";

/** Quotation marks that are still there when the environment file has been read. */
export default defineRule({
  summary: "A variable keeps quotation marks inside its value",
  severity: "error",
  layer: "format",
  check({ unit, reading, catalog, report }) {
    // What other formats do to a value, their tools say.
    if (unit.otherLines === undefined) return;
    for (const assignment of unit.assignments) {
      const { property, writtenValue } = assignment;
      const definition = catalog.property(property);
      if (assignment.channel !== "environment" || assignment.opaque !== undefined) continue;
      if (
        definition === undefined ||
        !isQuoted(writtenValue) ||
        keepsQuotes(definition, writtenValue, catalog)
      )
        continue;
      const last = writtenValue.length - 1;
      report({
        at: valueSpan(assignment, 0, writtenValue.length),
        property,
        message: `The outer quotation marks belong to this file, the inner ones to the value: ${describeRelease(catalog.release)} ${reading.isRefused(assignment) ? `refuses \`${property}\` with them` : "takes them for a part of it"}. Keep one pair only.`,
        fixes: [
          {
            title: "Remove the inner quotation marks",
            applicability: "unsafe",
            edits: [0, last].map((at) => ({
              kind: "replace",
              span: valueSpan(assignment, at, at + 1),
              text: "",
            })),
          },
        ],
      });
    }
  },
});
