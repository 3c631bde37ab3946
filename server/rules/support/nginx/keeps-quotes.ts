import type { Catalog } from "../../../../schemas/catalog.ts";
import type { Property } from "../../../../schemas/property.ts";
import { inRange } from "../../../../schemas/release.ts";

/** Properties that Kong writes into a directive of nginx as an argument of its own, and looks at nowhere else. */
const ARGUMENTS = new Set([
  "real_ip_header",
  "ssl_ciphers",
  "mem_cache_size",
  "resolver_mem_cache_size",
  "lmdb_map_size",
  "client_max_body_size",
  "client_body_buffer_size",
]);

function isArgument(name: string): boolean {
  return ARGUMENTS.has(name) || name.endsWith("_access_log") || name.endsWith("_error_log");
}

/**
 * Whether quotation marks around a value are somebody else's business: nginx takes them off the values that reach it as
 * they are written, and JSON has a rule of its own.
 */
export function keepsQuotes(
  { name, type, format, directives }: Property,
  value: string,
  { base }: Catalog,
): boolean {
  if (format === "json") return true;
  if (type === "boolean" || type === "ngx_boolean" || type === "number") return false;
  if (name.startsWith("nginx_") || directives !== undefined) return true;
  return isArgument(name) && !isCompared(name, value, base);
}

/** The few words among them that Kong compares, marks and all: what it writes then is not what the word stands for. */
function isCompared(name: string, value: string, base: string): boolean {
  const word = value.slice(1, -1);
  if (name === "real_ip_header") return word === "proxy_protocol" && inRange(base, { before: "0.13" });
  return (
    name === "proxy_access_log" &&
    word === "off" &&
    (inRange(base, { since: "2.2", before: "2.4" }) || inRange(base, { since: "3.5" }))
  );
}
