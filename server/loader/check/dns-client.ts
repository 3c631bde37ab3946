import type { VersionRange } from "../../../schemas/release.ts";
import { isTable } from "../lua/lua-value.ts";
import type { CrossCheck } from "./cross-check.ts";

/** The older client stops where it has no record type to ask for. */
function emptyOrder(range: VersionRange): CrossCheck {
  const property = "dns_order";
  return {
    range,
    reads: [property],
    run(context) {
      const value = context.value(property);
      if (isTable(value) && value.length === 0)
        context.refuse({ check: "dns-client", property, crash: true });
    },
  };
}

/** A number below what a client can work with; `nan` is below nothing. */
function below(property: string, least: number, range: VersionRange): CrossCheck {
  return {
    range,
    reads: [property],
    run(context) {
      const value = context.number(property);
      if (value !== undefined && value < least)
        context.refuse({ check: "dns-client", property, crash: true });
    },
  };
}

/** Since 3.8 the nodes start the older client only while the newer one is switched off. */
function withOlderClient(check: CrossCheck): CrossCheck {
  return {
    range: check.range,
    reads: ["new_dns_client", ...check.reads],
    run(context) {
      if (context.value("new_dns_client") !== true) check.run(context);
    },
  };
}

/** The last step of every load, in the command and in the nodes: it starts the DNS client, the newer one since 3.8. */
export const dnsClientChecks: readonly CrossCheck[] = [
  emptyOrder({ since: "0.11", before: "3.8" }),
  below("dns_cache_size", 1, { since: "2.7", before: "3.8" }),
  below("resolver_error_ttl", 0, { since: "3.8" }),
];

/** The same step in the nodes, where it differs: since 3.8 the command starts the newer client whatever is set. */
export const nodeDnsClientChecks: readonly CrossCheck[] = [
  withOlderClient(emptyOrder({ since: "3.8" })),
  withOlderClient(below("dns_cache_size", 1, { since: "3.8" })),
];
