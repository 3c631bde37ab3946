import { inRange } from "../../../schemas/release.ts";
import { readKongAddress } from "./addresses.ts";
import type { CrossCheck } from "./cross-check.ts";
import { checkItems } from "./networks.ts";

/** Kong 0.10 looks at Cassandra's properties whatever the database, later releases only where it is the database. */
function cassandraInUse(database: unknown, base: string): boolean {
  return database === "cassandra" || inRange(base, { before: "0.11" });
}

/** `DCAwareRoundRobin` wants a data centre; from 1.2.1 on every policy that has `DCAware` in its name does. */
const dataCenter: CrossCheck = {
  range: { since: "0.10", before: "3.4" },
  reads: ["database", "cassandra_lb_policy", "cassandra_local_datacenter"],
  run(context) {
    const { base } = context.model;
    const policy = context.text("cassandra_lb_policy");
    if (!cassandraInUse(context.value("database"), base)) return;
    if (policy === undefined && inRange(base, { since: "1.2.1" }))
      context.refuse({ check: "unset", property: "cassandra_lb_policy", crash: true });
    const aware = inRange(base, { before: "1.2.1" })
      ? policy === "DCAwareRoundRobin"
      : policy?.includes("DCAware") === true;
    if (aware && context.value("cassandra_local_datacenter") === undefined)
      context.refuse({
        check: "cassandra-datacenter",
        property: "cassandra_local_datacenter",
        cause: { property: "cassandra_lb_policy" },
      });
  },
};

/** Addresses or host names, without a port. */
const contactPoints: CrossCheck = {
  range: { since: "0.10.2", before: "3.4" },
  reads: ["database", "cassandra_contact_points"],
  run(context) {
    const { base } = context.model;
    if (!cassandraInUse(context.value("database"), base)) return;
    context.walk("cassandra_contact_points");
    checkItems(context, "cassandra-contact-points", "cassandra_contact_points", (text) => {
      const address = readKongAddress(text, base);
      if (address === "broken") return "broken";
      return address === "invalid" || address.port !== undefined ? "refused" : "fits";
    });
  },
};

const propagation: CrossCheck = {
  range: { since: "0.11", before: "3.4" },
  reads: ["database", "db_update_propagation"],
  run(context) {
    if (context.value("database") !== "cassandra") return;
    if (inRange(context.model.base, { since: "2.7" })) context.warn("database", "deprecated");
    if (context.value("db_update_propagation") === 0) context.warn("db_update_propagation", "propagation");
  },
};

/** Still in the set of the property, and refused. */
const removed: CrossCheck = {
  range: { since: "3.4" },
  reads: ["database"],
  run(context) {
    if (context.value("database") === "cassandra")
      context.refuse({ check: "database-removed", property: "database" });
  },
};

export const dataCenterChecks: readonly CrossCheck[] = [dataCenter];
export const contactPointChecks: readonly CrossCheck[] = [contactPoints, propagation];
export const removedDatabaseChecks: readonly CrossCheck[] = [removed];
