import { defineRule } from "../../findings/rule.ts";
import { quoted } from "../support/quoting.ts";

const SUFFIX = "_file";

/** `KONG_<PROPERTY>` beside `KONG_<PROPERTY>_FILE`, of which the entry point of the official images takes only one. */
export default defineRule({
  summary: "Both `KONG_…` and `KONG_…_FILE` for the same property",
  severity: "error",
  needs: "variables",
  check({ unit, catalog, report }) {
    if (unit.otherLines === undefined) return;
    const written = new Map(unit.assignments.map((assignment) => [assignment.property, assignment]));
    for (const assignment of unit.assignments) {
      const { property, variable } = assignment;
      if (assignment.channel !== "environment" || !property.endsWith(SUFFIX) || catalog.knows(property))
        continue;
      const plain = property.slice(0, -SUFFIX.length);
      const other = written.get(plain);
      if (other === undefined || catalog.property(plain) === undefined) continue;
      report({
        at: assignment.nameSpan,
        property,
        message: `${quoted(variable)} and ${quoted(other.variable)} are both set, so the entrypoint of Kong's images exits with an error. Keep one of them.`,
        related: [{ span: other.nameSpan, message: "The same property." }],
      });
    }
  },
});
