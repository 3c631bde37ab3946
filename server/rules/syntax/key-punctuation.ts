import { defineRule } from "../../findings/rule.ts";
import { fileAssignments } from "../support/assignments.ts";
import { renameFix } from "../support/fixes.ts";

/** Keys with a hyphen, a point or a blank where the property has an underscore. Kong understands them. */
export default defineRule({
  summary: "A key is written with other signs than `_` between its words",
  severity: "info",
  layer: "syntax",
  check({ unit, catalog, report }) {
    for (const assignment of fileAssignments(unit)) {
      const { property, writtenName } = assignment;
      if (/^\w*$/.test(writtenName) || !catalog.knows(property)) continue;
      report({
        at: assignment.nameSpan,
        property,
        message: `Kong turns \`${writtenName}\` into \`${property}\`, so it works, but nobody who searches for the property will find it. Write \`${property}\`.`,
        fixes: [renameFix(`Write ${property}`, "safe", assignment, property)],
      });
    }
  },
});
