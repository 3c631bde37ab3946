import { wordTable } from "../../grammar/text/word-table.ts";
import type { Property } from "../../schemas/property.ts";
import type { KongValue } from "../loader/reading.ts";

/** Lists that Kong makes a set of: neither the order nor a repetition matters. */
const SETS: Readonly<Record<string, true>> = wordTable({
  plugins: true,
  custom_plugins: true,
  trusted_ips: true,
  headers: true,
  headers_upstream: true,
  vaults: true,
  tracing_instrumentations: true,
  opentelemetry_tracing: true,
  cluster_dp_labels: true,
  admin_gui_origin: true,
  audit_log_ignore_methods: true,
  audit_log_ignore_paths: true,
  audit_log_ignore_tables: true,
});

/** Whether two values are the same for Kong: neither the notation nor the type of a release counts. */
export function sameValue(
  property: string,
  a: KongValue | undefined,
  b: KongValue | undefined,
  definition: Property | undefined,
): boolean {
  return plainText(property, a, definition) === plainText(property, b, definition);
}

/** A text that is equal for equal values. Of a list of one item and the text itself it is the same one. */
function plainText(property: string, value: KongValue | undefined, definition: Property | undefined): string {
  if (value === undefined) return "";
  if (typeof value === "boolean") return value ? "on" : "off";
  const text = typeof value === "object" ? value.join(",") : String(value);
  const items = text.split(",").map((item) => item.trim());
  if (property === "prefix") return text.replace(/(?<=.)\/+$/, "");
  if (SETS[property] !== true) return items.join(",");
  const words = definition?.itemEnum === undefined ? items : items.map((item) => item.toLowerCase());
  return [...new Set(words)].sort().join(",");
}
