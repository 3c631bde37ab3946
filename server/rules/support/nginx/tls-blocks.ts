import { wordTable } from "../../../../grammar/text/word-table.ts";
import { inRange } from "../../../../schemas/release.ts";
import type { RuleContext } from "../../../findings/rule.ts";
import { listenersOf } from "../listen/listeners.ts";

/** Kong's listeners of the server that a namespace goes to. */
const LISTENERS: Readonly<Record<string, string>> = wordTable({
  nginx_proxy_: "proxy_listen",
  nginx_admin_: "admin_listen",
  nginx_status_: "status_listen",
});

/** Whether the servers that inherit from a block have a listener with TLS. */
export function servesTls(prefix: string, { reading }: RuleContext): boolean {
  const listen = LISTENERS[prefix];
  const servers =
    listen === undefined ? (prefix === "nginx_http_" ? Object.values(LISTENERS) : []) : [listen];
  return servers.some((property) => listenersOf(reading, property).some(({ ssl }) => ssl));
}

/**
 * The beginnings of the directives about TLS towards an upstream that nginx checks in the blocks below one, because Kong
 * proxies there: `proxy_ssl`.
 */
export function proxiedTls(prefix: string, { catalog }: RuleContext): readonly string[] {
  switch (prefix) {
    case "nginx_http_":
    case "nginx_proxy_":
      // Locations for gRPC were added in 1.3, and take the scheme of the service since 2.0.
      return inRange(catalog.base, { since: "2.0" }) ? ["proxy_ssl", "grpc_ssl"] : ["proxy_ssl"];
    case "nginx_location_":
      return ["proxy_ssl"];
    case "nginx_stream_":
    case "nginx_sproxy_":
      // Kong's stream servers use TLS towards the service since 2.0.
      return inRange(catalog.base, { since: "2.0" }) ? ["proxy_ssl"] : [];
    default:
      return [];
  }
}
