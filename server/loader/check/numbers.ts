import { wordTable } from "../../../grammar/text/word-table.ts";
import type { Property } from "../../../schemas/property.ts";
import { validatorFor } from "../../../schemas/validators/validator-for.ts";
import type { CheckContext } from "./check-context.ts";
import type { CrossCheck } from "./cross-check.ts";

/** Where a number is compared only under a condition. */
interface Condition {
  readonly reads: readonly string[];
  readonly holds: (context: CheckContext) => boolean;
}

const conditions: Readonly<Record<string, Condition>> = wordTable({
  cassandra_refresh_frequency: {
    reads: ["database"],
    holds: (context) => context.value("database") === "cassandra",
  },
  opentelemetry_tracing_sampling_rate: whereTraced("opentelemetry_tracing"),
  tracing_sampling_rate: whereTraced("tracing_instrumentations"),
});

function whereTraced(list: string): Condition {
  return { reads: [list], holds: (context) => context.length(list) > 0 };
}

/** One that has a default is compared without asking whether it is set, so Kong breaks where it is not. */
function compareNumber(name: string): CrossCheck {
  const condition = conditions[name];
  return {
    range: {},
    reads: [name, ...(condition?.reads ?? [])],
    run(context) {
      const property = context.model.baseDefinition(name);
      // Where a release has no bounds for it, or does not have it at all, there is nothing to compare.
      if (property?.bounds === undefined || condition?.holds(context) === false) return;
      const value = context.number(name);
      if (value !== undefined) {
        if (!inBounds(value, property)) context.refuse({ check: "number-range", property: name });
      } else if (property.default !== null && context.unset(name))
        context.refuse({ check: "unset-number", property: name, crash: true });
    },
  };
}

/** Compared among the checks of Cassandra. Kong stops at the first number that is unset, here and in the lists below. */
export const cassandraNumberChecks = ["cassandra_refresh_frequency"].map(compareNumber);

/** The numbers that Kong compares before the checks of roles, in its order. */
export const earlyNumberChecks = [
  "cluster_ttl_on_failure",
  ...["", "ro_"].flatMap((prefix) =>
    ["max_concurrent_queries", "semaphore_timeout", "keepalive_timeout", "pool_size", "backlog"].map(
      (name) => `pg_${prefix}${name}`,
    ),
  ),
  "router_update_frequency",
  "worker_state_update_frequency",
].map(compareNumber);

/** Compared between what a role needs and its certificates through 3.4, after both later. */
export const clusterNumberChecks = ["cluster_data_plane_purge_delay", "cluster_max_payload"].map(
  compareNumber,
);

/** The numbers that Kong compares after the checks of roles, in its order. */
export const lateNumberChecks = [
  ...["pool_size", "max_requests", "idle_timeout"].map((name) => `upstream_keepalive_${name}`),
  "opentelemetry_tracing_sampling_rate",
  "tracing_sampling_rate",
  ...["req_headers", "resp_headers", "uri_args", "post_args"].map((name) => `lua_max_${name}`),
].map(compareNumber);

/** From here on doubles are printed with an exponent, which generated checks for whole numbers stumble over. */
const exact = 1e21;

/** Whether a number lies in the bounds of a property. Lua takes `nan` for within every range and for no integer. */
function inBounds(value: number, property: Property): boolean {
  if (Math.abs(value) < exact) return validatorFor(property)(value);
  const { min, exclusiveMin, max, integer } = property.bounds ?? {};
  if (min !== undefined && value < min) return false;
  if (exclusiveMin !== undefined && value <= exclusiveMin) return false;
  if (max !== undefined && value > max) return false;
  return integer !== true || !Number.isNaN(value);
}
