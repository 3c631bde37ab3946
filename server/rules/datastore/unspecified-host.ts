import { defineRule } from "../../findings/rule.ts";
import { hostsOf } from "../support/database-hosts.ts";
import { displayOnlyFix } from "../support/fixes.ts";
import { hostReach } from "../support/listen/host-reach.ts";
import { quoted } from "../support/quoting.ts";
import { valueItems } from "../support/value-items.ts";

/** A database at `0.0.0.0`: an address to listen on, at which nobody can be called. */
export default defineRule({
  summary: "Database host `0.0.0.0` or `::`, which is not the address of a host",
  severity: "warning",
  needs: ["pg_*", "cassandra_*"],
  layer: "value",
  check({ reading, report }) {
    for (const property of hostsOf(reading)) {
      const assignment = reading.assignment(property);
      if (assignment === undefined || assignment.opaque !== undefined) continue;
      for (const { text, span } of valueItems(assignment)) {
        if (text === "" || text === "*" || hostReach(text) !== "any") continue;
        report({
          at: span,
          property,
          message: `${quoted(text)} is not the address of a host: Linux connects to the machine or container on which Kong itself runs. Use the host of the database.`,
          fixes: [displayOnlyFix("Change to the host of the database")],
        });
      }
    }
  },
});
