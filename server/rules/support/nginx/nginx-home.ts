import type { Catalog } from "../../../../schemas/catalog.ts";
import type { NginxTable } from "../../../../schemas/nginx/nginx-table.ts";

/** Namespaces in the order in which they suit most people: the widest block first. */
const ORDER = [
  "nginx_main_",
  "nginx_events_",
  "nginx_http_",
  "nginx_proxy_",
  "nginx_location_",
  "nginx_upstream_",
  "nginx_http_upstream_",
  "nginx_stream_",
  "nginx_sproxy_",
  "nginx_supstream_",
];

/** What was meant for streams belongs to them, where they have it. */
const STREAM_FIRST = [
  ...ORDER.filter((prefix) => /^nginx_s(?:tream|proxy|upstream)_/.test(prefix)),
  ...ORDER,
];

/**
 * The name under which a release injects an nginx directive into the widest block that takes it: `nginx_events_worker_connections`
 * for `worker_connections`; from a block of streams one of those first. Undefined for what is no directive there, and where Kong's template writes it already.
 */
export function nginxHome(
  directive: string,
  catalog: Catalog,
  table: NginxTable,
  from = "http",
): string | undefined {
  const known = table.directive(directive, catalog.base);
  if (known === undefined || known.block || !known.built) return undefined;
  for (const prefix of from.startsWith("stream") ? STREAM_FIRST : ORDER) {
    const namespace = catalog.dynamicPrefixes.find((each) => each.prefix === prefix && each.injects);
    const context = table.contextOf(prefix, catalog.base);
    if (namespace === undefined || context === undefined || namespace.ignore.includes(directive)) continue;
    const refused = table
      .written(prefix, directive, catalog.base)
      .some((line) => line.block === "same" && line.effect === "duplicate-error");
    if (known.contexts.includes(context) && !refused) return prefix + directive;
  }
  return undefined;
}
