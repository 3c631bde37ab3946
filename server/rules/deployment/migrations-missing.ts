import { compareVersions } from "../../../schemas/release.ts";
import { defineRule } from "../../findings/rule.ts";
import type { Neighbor } from "../../model/neighbor.ts";
import { databaseOf } from "../support/deployment/database-image.ts";
import { mentionsMigrations, processKind } from "../support/deployment/process-kind.ts";
import { displayOnlyFix } from "../support/fixes.ts";

/** A Kong with a database beside it that nothing prepares. */
export default defineRule({
  summary: "Deployment with its own database and without migrations",
  severity: "warning",
  needs: "deployment",
  check({ unit, reading, catalog, report }) {
    const { deployment } = unit;
    if (deployment?.imageFiles !== "stock" || processKind(deployment) !== "start") return;
    const { neighbors, reachableHosts } = deployment;
    const database = reading.text("database");
    // Until Kong 0.10 `kong start` ran the migrations itself.
    if (neighbors?.isComplete !== true || compareVersions(catalog.base, "0.11") < 0) return;
    if (database !== "postgres" && database !== "cassandra") return;
    const host = reading.assignment(database === "postgres" ? "pg_host" : "cassandra_contact_points");
    const owner = neighbors.items.find(
      (each) => databaseOf(each) === database && each.hosts?.has(host?.writtenValue ?? "") === true,
    );
    if (owner === undefined || reachableHosts?.has(owner.name) !== true) return;
    if (neighbors.items.some((each) => mayMigrate(each, unit.id))) return;
    // `bootstrap` was added in 0.15, and in Enterprise with the release on it.
    const command = `kong migrations ${compareVersions(catalog.base, "0.15") < 0 ? "up" : "bootstrap"}`;
    report({
      at: unit.anchor,
      message: `No service here runs \`${command}\`, so Kong fails to start with the empty database. Add a service that does, or run it once by hand.`,
      related: [{ span: owner.at, message: "The database." }],
      fixes: [displayOnlyFix(`Add a service that runs \`${command}\``)],
    });
  },
});

/** A script may run anything, and so may an image that somebody made for it. */
function mayMigrate(neighbor: Neighbor, self: string): boolean {
  if (mentionsMigrations(neighbor) || /migrat|bootstrap/i.test(neighbor.text)) return true;
  if (neighbor.kong === undefined) return neighbor.image === undefined;
  return neighbor.kong.unit !== self && processKind(neighbor) === "other";
}
