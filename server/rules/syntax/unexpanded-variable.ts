import { defineRule } from "../../findings/rule.ts";
import { fileAssignments } from "../support/assignments.ts";
import { valueSpan } from "../support/value-items.ts";

/** What fills in values elsewhere: shells, templates, build scripts. */
const PLACEHOLDER = /\$\{[^}]*\}|\$\([^)]*\)|\$[A-Za-z_]\w*|\{\{.*?\}\}|<%.*?%>|%[A-Z_][A-Z0-9_]*%/s;

/** Variables and templates in a kong.conf that nothing fills in before Kong reads it. */
export default defineRule({
  summary: "Variable or template that Kong reads literally",
  severity: "error",
  yieldsTo: ["vault/reference-syntax"],
  recommended: false,
  check({ unit, catalog, report }) {
    for (const assignment of fileAssignments(unit)) {
      if (assignment.opaque === undefined || !catalog.knows(assignment.property)) continue;
      const match = PLACEHOLDER.exec(assignment.writtenValue);
      const start = match?.index ?? 0;
      report({
        at: match === null ? assignment : valueSpan(assignment, start, start + match[0].length),
        property: assignment.property,
        message:
          "Kong does not expand variables: unless another tool does so first, it reads the name of the variable instead of its value. Set the property with a `KONG_` variable or, since Kong 3.0, a vault reference.",
      });
    }
  },
});
