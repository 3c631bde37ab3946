import type { Bounds } from "../../../schemas/property.ts";
import type { VersionRange } from "../../../schemas/release.ts";
import type { CheckContext } from "./check-context.ts";
import type { CrossCheck } from "./cross-check.ts";

/** A number that the loader compares. */
interface ComparedNumber {
  readonly property: string;
  readonly range: VersionRange;
  readonly bounds: Bounds;
  /** Kong compares without asking whether it is set, and breaks where it is not. */
  readonly required?: boolean;
  /** Compared only where this holds. */
  readonly when?: { readonly reads: readonly string[]; readonly holds: (context: CheckContext) => boolean };
}

const positiveInteger: Bounds = { min: 0, integer: true };

const cassandraOnly = {
  reads: ["database"],
  holds: (context: CheckContext) => context.value("database") === "cassandra",
};

function traced(list: string) {
  return { reads: [list], holds: (context: CheckContext) => context.length(list) > 0 };
}

const compared: readonly ComparedNumber[] = [
  { property: "cluster_ttl_on_failure", range: { before: "0.11" }, bounds: { min: 60 }, required: true },
  {
    property: "cassandra_refresh_frequency",
    range: { since: "1.4", before: "3.4" },
    bounds: { min: 0 },
    required: true,
    when: cassandraOnly,
  },
  { property: "pg_max_concurrent_queries", range: { since: "1.2" }, bounds: positiveInteger, required: true },
  { property: "pg_semaphore_timeout", range: { since: "1.2" }, bounds: positiveInteger, required: true },
  { property: "pg_keepalive_timeout", range: { since: "3.2" }, bounds: positiveInteger },
  { property: "pg_pool_size", range: { since: "3.2" }, bounds: positiveInteger },
  { property: "pg_backlog", range: { since: "3.2" }, bounds: positiveInteger },
  { property: "pg_ro_max_concurrent_queries", range: { since: "2.1" }, bounds: positiveInteger },
  { property: "pg_ro_semaphore_timeout", range: { since: "2.1" }, bounds: positiveInteger },
  { property: "pg_ro_keepalive_timeout", range: { since: "3.2" }, bounds: positiveInteger },
  { property: "pg_ro_pool_size", range: { since: "3.2" }, bounds: positiveInteger },
  { property: "pg_ro_backlog", range: { since: "3.2" }, bounds: positiveInteger },
  {
    property: "router_update_frequency",
    range: { since: "1.4", before: "2.1" },
    bounds: { exclusiveMin: 0 },
    required: true,
  },
  {
    property: "worker_state_update_frequency",
    range: { since: "2.1" },
    bounds: { exclusiveMin: 0 },
    required: true,
  },
];

const comparedLater: readonly ComparedNumber[] = [
  {
    property: "cluster_data_plane_purge_delay",
    range: { since: "2.2" },
    bounds: { min: 60 },
    required: true,
  },
  { property: "cluster_max_payload", range: { since: "2.8" }, bounds: { min: 4_194_304 }, required: true },
  { property: "upstream_keepalive_pool_size", range: { since: "2.1" }, bounds: { min: 0 }, required: true },
  {
    property: "upstream_keepalive_max_requests",
    range: { since: "2.1" },
    bounds: { min: 0 },
    required: true,
  },
  {
    property: "upstream_keepalive_idle_timeout",
    range: { since: "2.1" },
    bounds: { min: 0 },
    required: true,
  },
  {
    property: "opentelemetry_tracing_sampling_rate",
    range: { since: "3.0", before: "3.2" },
    bounds: { min: 0, max: 1 },
    required: true,
    when: traced("opentelemetry_tracing"),
  },
  {
    property: "tracing_sampling_rate",
    range: { since: "3.2" },
    bounds: { min: 0, max: 1 },
    required: true,
    when: traced("tracing_instrumentations"),
  },
  ...["req_headers", "resp_headers", "uri_args", "post_args"].map(
    (what): ComparedNumber => ({
      property: `lua_max_${what}`,
      range: { since: "3.3" },
      bounds: { min: 1, max: 1000, integer: true },
      required: true,
    }),
  ),
];

function compareNumber({ property, range, bounds, required, when }: ComparedNumber): CrossCheck {
  return {
    range,
    reads: [property, ...(when?.reads ?? [])],
    run(context) {
      if (when !== undefined && !when.holds(context)) return;
      const value = context.number(property);
      if (value !== undefined) {
        if (!inBounds(value, bounds)) context.refuse({ check: "number-range", property });
      } else if (required === true) context.refuse({ check: "unset-number", property, crash: true });
    },
  };
}

/** As Lua compares: what is no number lies within every range, and is no integer. */
export function inBounds(value: number, { min, exclusiveMin, max, integer }: Bounds): boolean {
  if (min !== undefined && value < min) return false;
  if (exclusiveMin !== undefined && value <= exclusiveMin) return false;
  if (max !== undefined && value > max) return false;
  return integer !== true || value === Math.floor(value);
}

/** Numbers that Kong compares before the checks of roles. */
export const numberChecks: readonly CrossCheck[] = compared.map(compareNumber);

/** Numbers that Kong compares after the checks of roles. */
export const laterNumberChecks: readonly CrossCheck[] = comparedLater.map(compareNumber);
