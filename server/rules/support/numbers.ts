import { wordTable } from "../../../grammar/text/word-table.ts";
import { toText } from "../../loader/lua/to-text.ts";
import { convertValue } from "../../loader/read/convert-value.ts";

/** The unit in which Kong takes a number. */
export type NumberUnit = "seconds" | "milliseconds" | "bytes";

const MILLISECONDS =
  /^(?:pg_(?:ro_)?(?:timeout|semaphore_timeout|keepalive_timeout)|cassandra_(?:timeout|schema_consensus_timeout)|smtp_timeout_(?:connect|send|read))$/;

const SECONDS =
  /^(?:db_(?:update_frequency|update_propagation|cache_ttl|cache_neg_ttl|resurrect_ttl)|dns_(?:valid_ttl|stale_ttl|not_found_ttl|error_ttl)|resolver_(?:valid_ttl|stale_ttl|error_ttl)|upstream_keepalive_idle_timeout|worker_state_update_frequency|router_update_frequency|cassandra_refresh_frequency|cluster_data_plane_purge_delay|cluster_ttl_on_failure|vitals_(?:flush_interval|delete_interval_pg|ttl_seconds|ttl_minutes)|portal_(?:token_exp|invite_.*|reset_.*)|admin_invitation_expiry|audit_log_record_ttl|event_hooks_.*|keyring_.*_ttl|.*_ttl_seconds)$/;

const BYTES = /^(?:cluster_max_payload|worker_events_max_payload|.*_max_payload)$/;

/** The unit of a number property, where the documentation gives one and people are tempted to write another. */
export function numberUnit(property: string): NumberUnit | undefined {
  if (MILLISECONDS.test(property)) return "milliseconds";
  if (SECONDS.test(property)) return property === "vitals_ttl_minutes" ? undefined : "seconds";
  return BYTES.test(property) ? "bytes" : undefined;
}

const TO_SECONDS: Readonly<Record<string, number>> = wordTable({
  ms: 0.001,
  s: 1,
  sec: 1,
  secs: 1,
  second: 1,
  seconds: 1,
  m: 60,
  min: 60,
  minute: 60,
  minutes: 60,
  h: 3600,
  hour: 3600,
  hours: 3600,
  d: 86400,
  day: 86400,
  days: 86400,
});

const TO_BYTES: Readonly<Record<string, number>> = wordTable({
  b: 1,
  k: 1024,
  kb: 1024,
  kib: 1024,
  ki: 1024,
  m: 1024 ** 2,
  mb: 1024 ** 2,
  mib: 1024 ** 2,
  mi: 1024 ** 2,
  g: 1024 ** 3,
  gb: 1024 ** 3,
  gib: 1024 ** 3,
  gi: 1024 ** 3,
});

/**
 * The plain number that a text such as `60s`, `16m` or `5,432` means in a unit; undefined where more than one is
 * possible, or none. Only whole results count.
 */
export function plainNumber(text: string, unit: NumberUnit | undefined): number | undefined {
  const grouped = /^\d{1,3}(?:[,_ ]\d{3})+$/.exec(text);
  if (grouped !== null) return Number(text.replace(/[,_ ]/g, ""));
  const match = /^(\d+(?:\.\d+)?)\s*([a-z]+)$/i.exec(text);
  if (match === null || unit === undefined) return undefined;
  const [, digits = "", written = ""] = match;
  const result = convert(Number(digits), written.toLowerCase(), unit);
  return result !== undefined && Number.isSafeInteger(result) ? result : undefined;
}

function convert(value: number, written: string, unit: NumberUnit): number | undefined {
  const factor = (unit === "bytes" ? TO_BYTES : TO_SECONDS)[written];
  if (factor === undefined) return undefined;
  return unit === "milliseconds" ? Math.round(value * factor * 1000) : value * factor;
}

/**
 * How Kong's file reader writes a text that as a whole is a Lua number: `007` becomes `7`, `0x1F` becomes `31`.
 * Undefined where the text is no number to it. The delimiter is that of 0.9.1 and later.
 */
export function numericReading(text: string): string | undefined {
  const value = convertValue(text, "_blank_");
  return typeof value === "number" ? toText(value) : undefined;
}
