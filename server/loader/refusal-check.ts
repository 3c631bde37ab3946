/**
 * The checks of Kong's loader, each a reason to refuse a configuration. A rule claims each of them, so that
 * nothing that Kong refuses stays without an error (test/architecture).
 */
export type RefusalCheck =
  /** A value outside the closed set of the property. */
  | "enum"
  /** A whole Lua number where an untyped property wants text (0.9–3.1). */
  | "not-a-string"
  /** A variable that brings a dynamic name, but is not the one that Kong reads its value from (0.14 on). */
  | "name-without-value"
  /** A lone number where a list is wanted (through 3.1). */
  | "not-a-list"
  /** A list that the reader's delimiter made of a text. */
  | "split-by-delimiter"
  /** A property that the loader uses without asking whether it is set. */
  | "unset"
  /** A number that the loader compares is no number, and so unset: a Lua error. */
  | "unset-number"
  | "number-range"
  | "section-syntax"
  | "section-as-value"
  | "listen-entry"
  | "listen-empty"
  | "certificate-pair"
  | "certificate-count"
  /** A file that does not exist: certificates, keys, hosts files, the trusted store, filters. */
  | "missing-file"
  | "numeric-path"
  | "cipher-suite"
  | "dh-parameters"
  | "trusted-certificate"
  | "dns-resolver"
  | "dns-order"
  | "dnsmasq"
  /** A value that breaks the DNS client, which every load ends by starting: a Lua error. */
  | "dns-client"
  | "serf-address"
  | "serf-ttl"
  | "trusted-ips"
  | "headers"
  | "origins"
  | "port-maps"
  | "tracing"
  | "role"
  | "cluster-proxy"
  | "data-plane-labels"
  | "proxy-server"
  | "node-id"
  | "admin-gui-path"
  | "admin-gui-url"
  | "plugin-server"
  | "keepalive-timeout"
  | "database-removed"
  | "cassandra-datacenter"
  | "cassandra-contact-points"
  | "vault-reference";
