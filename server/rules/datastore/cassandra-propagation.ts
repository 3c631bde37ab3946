import { defineRule } from "../../findings/rule.ts";
import { lastAssignment } from "../support/assignments.ts";

/** Cassandra without time for its changes to travel. */
export default defineRule({
  summary: "Kong gives Cassandra no time to carry a change to all nodes",
  severity: "warning",
  layer: "policy",
  check({ unit, reading, report }) {
    if (!reading.warnings.some(({ reason }) => reason === "propagation")) return;
    const written = reading.assignment("db_update_propagation");
    if (written === undefined && reading.isOpaque("db_update_propagation")) return;
    const database = reading.assignment("database") ?? lastAssignment(unit, "database");
    report({
      at: written ?? database?.nameSpan ?? reading.unit.anchor,
      property: "db_update_propagation",
      message: `With \`db_update_propagation\` at 0, a node may ask Cassandra before a change has reached it and keep the old answer in its cache. Set the seconds that a change takes, for example 5${written === undefined ? ", unless the environment does" : ""}.`,
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
