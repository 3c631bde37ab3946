/** One finding that a reviewer expects. */
export interface ExpectedLabel {
  /** From 1. */
  readonly line: number;
  readonly key: string | null;
  /** The reviewer's plain word for the rule. */
  readonly rule: string;
  readonly confidence?: string;
}

/** The labels of one file. */
export interface LabelledFile {
  readonly file: string;
  readonly target: string;
  readonly expected: readonly ExpectedLabel[];
  /** Lines that must stay silent; labels in `allowed_rules` are no false alarm there. */
  readonly must_not_flag: readonly {
    readonly line: number;
    readonly why: string;
    readonly allowed_rules?: readonly string[];
  }[];
}

/** Reviewers' plain words, and the rules that say the same. A label is found when one of them reports on its line. */
export const rulesByLabel: Readonly<Record<string, readonly string[]>> = {
  "unknown-property": [
    "schema/unknown-property",
    "schema/documented-typo",
    "syntax/key-case",
    "schema/property-not-yet-available",
    "schema/property-removed",
    "schema/enterprise-only-property",
    "nginx/unknown-namespace",
    "schema/internal-property",
  ],
  // The labels do not know that a data plane opens no Admin API (Kong 2.0 and later): there the line has no effect.
  "admin-api-exposed": [
    "security/admin-listen-public",
    "security/admin-plaintext-remote",
    "cluster/dp-settings-ignored",
  ],
  "removed-property": [
    "schema/property-removed",
    "deprecated/listen-ssl-keys",
    "deprecated/ssl-http2-switches",
    "deprecated/renamed-property",
    "deprecated/custom-plugins",
    "deprecated/server-tokens",
    "deprecated/client-body-size",
    "deprecated/upstream-keepalive",
    "deprecated/serf-cluster-keys",
    "deprecated/portal-vitals-removed",
    "datastore/cassandra-removed",
    "schema/unknown-property",
    "deprecated/wasm-removed",
  ],
  "plaintext-secret": ["security/plaintext-secret", "security/weak-secret", "syntax/placeholder-left"],
  "not-an-assignment": ["syntax/missing-equals", "syntax/declarative-file-as-conf"],
  "setting-ignored": [
    "datastore/declarative-with-db",
    "schema/inert-property",
    "cluster/dp-settings-ignored",
    "security/real-ip-untrusted",
    "schema/port-maps-format",
    "nginx/unknown-namespace",
  ],
  "tls-setting-ignored": ["tls/suite-overrides-protocols", "tls/cert-key-pair", "schema/inert-property"],
  "trusted-ips-any": ["security/trusted-ips-all"],
  "debug-log-level": ["security/debug-log-level"],
  "cross-setting": [
    "nginx/log-format",
    "schema/inert-property",
    "schema/port-maps-format",
    "tls/cert-key-pair",
    "enterprise/auth-prerequisites",
    "enterprise/portal-required",
    "enterprise/smtp",
    "enterprise/manager-api-unreachable",
    "cluster/hybrid-requirements",
    "cluster/control-plane-address",
    "cluster/incremental-sync",
    "datastore/dbless-config",
    "datastore/cassandra-local-dc",
    "listen/admin-gui-without-admin",
    "listen/port-clash",
    "listen/proxy-protocol-mismatch",
    "security/real-ip-untrusted",
    "tls/verify-without-ca",
  ],
  "enterprise-only": ["schema/enterprise-only-property"],
  "redundant-list-entry": ["schema/redundant-list-entry"],
  "invalid-number": ["schema/number-not-numeric"],
  "deprecated-property": [
    "deprecated/renamed-property",
    "deprecated/custom-plugins",
    "deprecated/client-body-size",
    "deprecated/upstream-keepalive",
    "deprecated/server-tokens",
    "deprecated/worker-consistency-strict",
    "datastore/cassandra-removed",
  ],
  "deprecated-value": ["deprecated/worker-consistency-strict", "datastore/cassandra-removed"],
  "invalid-list-entry": [
    "schema/headers-token",
    "schema/trusted-ips-format",
    "schema/port-maps-format",
    "schema/dns-values",
    "schema/tracing-values",
    "schema/origins-format",
    "syntax/list-separator",
    "syntax/trailing-comma",
    "datastore/cassandra-contact-points",
  ],
  "weak-tls": ["tls/legacy-protocols"],
  "tls-verify-off": ["tls/pg-ssl-off"],
  "tls-off": ["tls/pg-ssl-off"],
  "nginx-bad-arguments": ["nginx/directive-syntax", "nginx/directive-arguments"],
  "nginx-unknown-directive": ["nginx/unknown-directive", "nginx/wrong-context"],
  "nginx-duplicate": ["nginx/duplicate-of-kong", "nginx/multi-value-injection"],
  "unknown-namespace": ["nginx/unknown-namespace"],
  "invalid-enum": [
    "schema/enum-value",
    "tls/cipher-suite",
    "enterprise/admin-gui-auth-value",
    "datastore/cassandra-removed",
    "datastore/cassandra-consistency",
  ],
  "invalid-boolean": ["schema/boolean-value", "schema/ngx-boolean-true"],
  "number-out-of-range": ["schema/number-range", "listen/port-range"],
  "invalid-size": ["schema/size-value"],
  "invalid-json": ["schema/json-value"],
  "invalid-listen": [
    "listen/invalid-entry",
    "listen/unknown-flag",
    "listen/flag-combination",
    "listen/off-position",
    "listen/port-range",
    "listen/ipv6",
  ],
  "unknown-flag": ["listen/unknown-flag"],
  "port-clash": ["listen/port-clash"],
  "ssl-missing": ["listen/ssl-missing-on-tls-port", "listen/http2-without-ssl"],
  "ssl-on-plain-port": ["listen/ssl-on-plain-port"],
  "missing-bundled": ["schema/plugins-missing-bundled"],
  "quoted-value": ["syntax/quoted-value", "env/quotes-in-value"],
  "hash-in-value": ["syntax/hash-in-value", "syntax/hash-leading-value", "env/hash-in-env"],
  "trailing-semicolon": ["syntax/foreign-comment"],
  "wrong-case": ["syntax/key-case", "schema/enum-value", "schema/boolean-value"],
  "invisible-character": ["syntax/invisible-characters", "syntax/encoding"],
  "weak-secret": ["security/weak-secret"],
  "rbac-off": ["security/rbac-off", "enterprise/auth-prerequisites", "enterprise/upgrade-034-checklist"],
  "plain-http": ["security/manager-plaintext", "security/admin-plaintext-remote"],
  "pluginserver-incomplete": ["schema/pluginserver-incomplete"],
  "duplicate-property": ["syntax/duplicate-key", "nginx/multi-value-injection"],
  "insecure-cookie": ["security/session-cookie"],
  "section-header": ["syntax/section-header"],
  "wrong-separator": ["syntax/missing-equals"],
};
