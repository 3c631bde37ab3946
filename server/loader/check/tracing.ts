import { inRange, type VersionRange } from "../../../schemas/release.ts";
import type { CrossCheck } from "./cross-check.ts";

/** What can be traced: the functions of Kong's instrumentation, `create_span` being one by accident from 3.3 on. */
const kinds = [
  ...["off", "all", "request", "db_query", "dns_query", "router", "http_client", "balancer"],
  ...["plugin_rewrite", "plugin_access", "plugin_header_filter"],
];

function traceKinds(property: string, range: VersionRange): CrossCheck {
  return {
    range,
    reads: [property],
    run(context) {
      const items = context.list(property) ?? [];
      const known = new Set(kinds);
      if (inRange(context.model.base, { since: "3.3" })) known.add("create_span");
      for (const [item, text] of items.entries())
        if (!known.has(text)) context.refuse({ check: "tracing", property, cause: { property, item } });
      if (items.length > 1 && items.includes("off"))
        context.refuse({ check: "tracing", property, cause: { property, item: items.indexOf("off") } });
    },
  };
}

/** `off` goes with nothing else. */
export const tracingChecks: readonly CrossCheck[] = [
  traceKinds("opentelemetry_tracing", { since: "3.0", before: "3.2" }),
  traceKinds("tracing_instrumentations", { since: "3.2" }),
];
