import { defineRule } from "../../findings/rule.ts";
import { lastAssignment } from "../support/assignments.ts";

/** Cassandra without time for its changes to travel. */
export default defineRule({
  summary: "`db_update_propagation` of 0 with Cassandra",
  severity: "warning",
  needs: ["database", "db_update_propagation"],
  layer: "policy",
  check({ unit, reading, report }) {
    if (!reading.warnings.some(({ reason }) => reason === "propagation")) return;
    const written = reading.assignment("db_update_propagation");
    if (written === undefined && reading.isOpaque("db_update_propagation")) return;
    const database = reading.assignment("database") ?? lastAssignment(unit, "database");
    report({
      at: written ?? database?.nameSpan ?? reading.unit.anchor,
      property: "db_update_propagation",
      message: `With \`db_update_propagation\` at 0, a node may query Cassandra before a change has reached it, and cache the old data. Set it${written === undefined ? " (here or in the environment)" : ""} to the seconds that a change needs, for example 5.`,
      fixes: [
        {
          title: "Set `db_update_propagation = 5`",
          applicability: "unsafe",
          edits: [
            written === undefined
              ? { kind: "insert", property: "db_update_propagation", value: "5", after: database }
              : { kind: "set", assignment: written, value: "5" },
          ],
        },
      ],
    });
  },
});
