import { wordTable } from "../../../grammar/text/word-table.ts";
import type { Catalog } from "../../../schemas/catalog.ts";
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

/** The numbers that Kong compares before the checks of roles, in its order. */
const early = [
  "cluster_ttl_on_failure",
  "cassandra_refresh_frequency",
  ...["", "ro_"].flatMap((prefix) =>
    ["max_concurrent_queries", "semaphore_timeout", "keepalive_timeout", "pool_size", "backlog"].map(
      (name) => `pg_${prefix}${name}`,
    ),
  ),
  "router_update_frequency",
  "worker_state_update_frequency",
];

/** The numbers that a release compares, by the bounds that the catalog knows: before and after the checks of roles. */
export function numberChecks(catalog: Catalog): {
  readonly early: CrossCheck[];
  readonly late: CrossCheck[];
} {
  const bounded = [...catalog.properties.values()].filter(({ bounds }) => bounds !== undefined);
  const rank = ({ name }: Property) => early.indexOf(name);
  const before = bounded.filter((property) => rank(property) >= 0).sort((a, b) => rank(a) - rank(b));
  const after = bounded.filter((property) => rank(property) < 0);
  return { early: before.map(compareNumber), late: after.map(compareNumber) };
}

/** One that has a default is compared without asking whether it is set, so Kong breaks where it is not. */
function compareNumber(property: Property): CrossCheck {
  const { name } = property;
  const condition = conditions[name];
  return {
    range: {},
    reads: [name, ...(condition?.reads ?? [])],
    run(context) {
      if (condition !== undefined && !condition.holds(context)) return;
      const value = context.number(name);
      if (value !== undefined) {
        if (!inBounds(value, property)) context.refuse({ check: "number-range", property: name });
      } else if (property.default !== null && context.unset(name))
        context.refuse({ check: "unset-number", property: name, crash: true });
    },
  };
}

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
