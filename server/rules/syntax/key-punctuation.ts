import { defineRule } from "../../findings/rule.ts";
import { fileAssignments } from "../support/assignments.ts";
import { renameFix } from "../support/fixes.ts";

/** Keys with a hyphen, a point or a blank where the property has an underscore. Kong understands them. */
export default defineRule({
  summary: "Property written with a separator other than `_`",
  severity: "info",
  layer: "syntax",
  check({ unit, catalog, report }) {
    for (const assignment of fileAssignments(unit)) {
      const { property, writtenName } = assignment;
      if (/^\w*$/.test(writtenName) || !catalog.knows(property)) continue;
      report({
        at: assignment.nameSpan,
        property,
        message: `Kong turns \`${writtenName}\` into \`${property}\`, so it works, but a search for \`${property}\` will not find it. Rename it.`,
        fixes: [renameFix(`Rename to \`${property}\``, "safe", assignment, property)],
      });
    }
  },
});
