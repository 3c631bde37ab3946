import type { VersionRange } from "../../../schemas/release.ts";
import { inRange } from "../../../schemas/release.ts";

/** The lists that Kong walks through before it reports that one is a number, on which it then breaks. */
const walked: readonly (readonly [property: string, range: VersionRange])[] = [
  ["proxy_listen", { since: "0.13" }],
  ["admin_listen", { since: "0.13" }],
  ["status_listen", { since: "2.3" }],
  ["port_maps", { since: "2.1" }],
  ["headers", { since: "0.14" }],
  ["dns_resolver", { since: "0.10" }],
  ["dns_order", { since: "0.11" }],
  ["trusted_ips", { since: "0.11" }],
  ["origins", { since: "0.15" }],
  ["lua_ssl_trusted_certificate", { since: "2.2" }],
  ["opentelemetry_tracing", { since: "3.0" }],
  ["vaults", { since: "2.8" }],
];

/** Whether a release through 3.1 breaks on a number in place of this list, rather than refuse it with a message. */
export function breaksOnNumber(property: string, version: string): boolean {
  return walked.some(([name, range]) => name === property && inRange(version, range));
}
