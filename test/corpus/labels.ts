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
  "admin-api-exposed": ["security/admin-listen-public", "security/admin-plaintext-remote"],
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
  ],
  "tls-setting-ignored": ["tls/suite-overrides-protocols"],
  "trusted-ips-any": ["security/trusted-ips-all"],
  "debug-log-level": ["security/debug-log-level"],
  "cross-setting": [
    "nginx/log-format",
    "schema/inert-property",
    "schema/port-maps-format",
    "tls/cert-key-pair",
    "enterprise/auth-prerequisites",
    "security/real-ip-untrusted",
  ],
  "enterprise-only": ["schema/enterprise-only-property"],
  "redundant-list-entry": ["schema/redundant-list-entry"],
  "invalid-number": ["schema/number-not-numeric"],
  "deprecated-property": ["deprecated/renamed-property"],
  "invalid-list-entry": ["schema/headers-token"],
  "weak-tls": ["tls/legacy-protocols"],
  "tls-verify-off": ["tls/pg-ssl-off"],
  "nginx-bad-arguments": ["nginx/directive-syntax", "nginx/directive-arguments"],
  "invalid-enum": ["schema/enum-value", "tls/cipher-suite", "enterprise/admin-gui-auth-value"],
  "pluginserver-incomplete": ["schema/pluginserver-incomplete"],
  "duplicate-property": ["syntax/duplicate-key"],
  "insecure-cookie": ["security/session-cookie"],
  "section-header": ["syntax/section-header"],
  "wrong-separator": ["syntax/missing-equals"],
};
