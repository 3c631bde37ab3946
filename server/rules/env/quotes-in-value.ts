import { describeRelease } from "../../../schemas/release.ts";
import { defineRule } from "../../findings/rule.ts";
import { keepsQuotes } from "../support/nginx/keeps-quotes.ts";
import { isQuoted } from "../support/quoting.ts";
import { valueSpan } from "../support/value-items.ts";

/** Quotation marks that are still there when the environment file has been read. */
export default defineRule({
  summary: "Quotes that are part of a variable's value",
  severity: "error",
  needs: "variables",
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
        message: `The outer quotes belong to this file, the inner ones to the value: ${describeRelease(catalog.release)} ${reading.isRefused(assignment) ? `rejects \`${property}\` with them` : "reads them as part of it"}. Keep only one pair.`,
        fixes: [
          {
            title: "Remove the inner quotes",
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
