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
