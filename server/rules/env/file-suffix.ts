import { defineRule } from "../../findings/rule.ts";
import { quoted } from "../support/quoting.ts";

const SUFFIX = "_file";

/** `KONG_<PROPERTY>` beside `KONG_<PROPERTY>_FILE`, of which the entry point of the official images takes only one. */
export default defineRule({
  summary: "A property is set by `KONG_…` and by `KONG_…_FILE` at once",
  severity: "error",
  check({ unit, catalog, report }) {
    if (unit.otherLines === undefined) return;
    const written = new Map(unit.assignments.map((assignment) => [assignment.property, assignment]));
    for (const assignment of unit.assignments) {
      const { property, writtenName } = assignment;
      if (assignment.channel !== "environment" || !property.endsWith(SUFFIX) || catalog.knows(property))
        continue;
      const plain = property.slice(0, -SUFFIX.length);
      const other = written.get(plain);
      if (other === undefined || catalog.property(plain) === undefined) continue;
      report({
        at: assignment.nameSpan,
        property,
        message: `${quoted(writtenName)} and ${quoted(other.writtenName)} are both set, and the entry point of Kong's images then stops. Keep one of them.`,
        related: [{ span: other.nameSpan, message: "The same property" }],
      });
    }
  },
});
