import { wordTable } from "../../../grammar/text/word-table.ts";
import { defineRule } from "../../findings/rule.ts";
import type { Assignment } from "../../model/assignment.ts";
import type { ConfigUnit } from "../../model/config-unit.ts";
import { displayOnlyFix } from "../support/fixes.ts";
import { hostReach } from "../support/listen/host-reach.ts";
import { quoted } from "../support/quoting.ts";
import { valueItems } from "../support/value-items.ts";

/** Hosts by the database that they belong to. */
const HOSTS: Readonly<Record<string, readonly string[]>> = wordTable({
  postgres: ["pg_host", "pg_ro_host"],
  cassandra: ["cassandra_contact_points"],
});

/** A database that is looked for inside Kong's own container. */
export default defineRule({
  summary: "Database host that is the container's own loopback address",
  severity: "warning",
  needs: ["pg_*", "cassandra_contact_points"],
  check({ unit, reading, report }) {
    if (unit.file !== undefined || isWithoutContainer(unit) || !isAlone(unit)) return;
    for (const property of HOSTS[reading.text("database") ?? ""] ?? []) {
      const assignment = reading.assignment(property);
      if (assignment === undefined || !isLoopback(assignment)) continue;
      report({
        at: assignment,
        message: `Inside a container, ${quoted(assignment.writtenValue)} is Kong's own container, where no database runs. Use the service name of the database, such as \`kong-database\`, unless Kong runs on the host's network.`,
        fixes: [displayOnlyFix("Change to the service name of the database")],
      });
    }
  },
});

/**
 * Whether some container with the settings has a loopback interface of its own. In another one, a database or its proxy may run beside
 * Kong.
 */
function isAlone({ deployment, users = [] }: ConfigUnit): boolean {
  const known = deployment === undefined ? users : [deployment];
  return (
    known.length === 0 ||
    known.some(({ network, sharesLoopback }) => network === "own" && sharesLoopback !== true)
  );
}

/** A process of a script that no container runs: `KONG_PG_HOST=localhost kong start`. */
function isWithoutContainer({ deployment, otherLines }: ConfigUnit): boolean {
  return deployment === undefined && otherLines === undefined;
}

function isLoopback(assignment: Assignment): boolean {
  const items = assignment.opaque === undefined ? valueItems(assignment) : [];
  return items.length > 0 && items.every(({ text }) => hostReach(text) === "loopback");
}
