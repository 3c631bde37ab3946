import type { LogMessage } from "./log-message.ts";

/** Messages of Kong when it starts with its settings: vaults, plugins, the database, the other nodes. */
export const kongStartMessages: readonly LogMessage[] = [
  {
    id: "kong/vault-reference",
    from: "Kong",
    pattern: /failed to dereference '(?<value>[^']*)'[^\n]{0,300}?for config option '(?<property>[a-z_0-9]+)/,
    means: "Kong cannot resolve the reference {value} in {property}.",
    advice:
      "Check the name of the variable or secret: `-` becomes `_`, letters become uppercase, and `vault_env_prefix` is put in front.",
    releases: { since: "2.8" },
    rules: [
      "vault/env-name-mapping",
      "vault/unavailable",
      "vault/reference-syntax",
      "vault/vault-not-in-release",
    ],
    page: "failed-to-dereference",
  },
  {
    id: "kong/plugin-not-installed",
    from: "Kong",
    pattern: /(?<![\w-])(?<value>[A-Za-z0-9_-]+) plugin is enabled but not installed/,
    means: "`plugins` names {value}, and this installation has no plugin of that name.",
    advice: "Correct the name, install the plugin and set `lua_package_path`, or remove it from the list.",
    properties: ["plugins", "custom_plugins", "lua_package_path"],
    rules: [
      "schema/plugin-not-in-release",
      "schema/plugins-missing-bundled",
      "deprecated/custom-plugins",
      "schema/pluginserver-unused",
    ],
    page: "plugin-is-enabled-but-not-installed",
  },
  {
    id: "kong/plugin-not-enabled",
    from: "Kong",
    pattern: /(?<![\w-])(?<value>[A-Za-z0-9_-]+) plugin is in use but not enabled/,
    means: "The database or the declarative file uses the plugin {value}, and `plugins` does not name it.",
    advice: "Add it to `plugins`, after `bundled`.",
    properties: ["plugins", "custom_plugins"],
    rules: [
      "schema/plugins-missing-bundled",
      "schema/plugin-not-in-release",
      "deprecated/custom-plugins",
      "schema/pluginserver-unused",
    ],
    page: "plugin-is-enabled-but-not-installed",
  },
  {
    id: "kong/vault-not-installed",
    from: "Kong",
    pattern:
      /(?<![\w-])(?<value>[A-Za-z0-9_-]+) vault is enabled but not installed|vault not (?:found|installed) \((?<name>[^)]*)\)/,
    means: "`vaults` or a reference names a vault that this installation does not have.",
    advice: "Correct the name. The vaults of cloud providers are part of Kong Enterprise.",
    properties: ["vaults"],
    releases: { since: "2.8" },
    rules: ["vault/vault-not-in-release", "vault/unavailable"],
  },
  {
    id: "kong/declarative-file",
    from: "Kong",
    pattern: /error parsing declarative (?:config file|string)(?: (?<value>\S+?):?(?=\s|$))?/,
    means: "Kong cannot read the file of `declarative_config`: it is missing, or an entry in it is wrong.",
    advice: "Check the path inside the container. `kong config parse FILE` explains entries that are wrong.",
    properties: ["declarative_config", "declarative_config_string"],
    releases: { since: "1.1" },
    rules: ["datastore/dbless-config", "datastore/declarative-with-db"],
  },
  {
    id: "kong/already-running",
    from: "Kong",
    pattern: /(?:Kong|nginx) is already running in (?<value>\S+)/,
    means:
      "A Kong with the prefix {value} is already running, or a container was stopped before it could remove its `pids/nginx.pid`.",
    advice: "Stop the other one, remove the file, or give each Kong its own `prefix`.",
    properties: ["prefix"],
    rules: [],
  },
  {
    id: "kong/needs-bootstrapping",
    from: "Kong",
    pattern: /[Dd]atabase needs bootstrapping/,
    means: "The database has no tables of Kong yet. `kong start` does not create them.",
    advice: "Run `kong migrations bootstrap` once, with the same settings of the database.",
    properties: ["pg_host", "pg_database", "pg_schema", "database"],
    releases: { since: "1.0" },
    rules: [],
    page: "database-needs-bootstrapping",
  },
  {
    id: "kong/new-migrations",
    from: "Kong",
    pattern: /New migrations available/,
    means: "The database is from an older Kong.",
    advice: "Run `kong migrations up`, and `kong migrations finish` after all nodes run the new release.",
    properties: ["pg_database", "database"],
    releases: { since: "1.0" },
    rules: [],
    page: "database-needs-bootstrapping",
  },
  {
    id: "kong/name-error",
    from: "Kong",
    pattern: /dns (?:server|client) error: 3 name error|name resolution failed/,
    means:
      "A name server does not have the name that Kong asked for. It may be the database, a plugin's server, or an upstream.",
    advice:
      "Kong asks the servers of `dns_resolver` only. Remove the setting, or use a full name or an IP address.",
    properties: ["dns_resolver", "resolver_address", "pg_host", "cassandra_contact_points"],
    rules: ["datastore/host-and-resolver"],
    page: "name-error",
  },
  {
    id: "kong/clustering-connection",
    from: "Kong",
    pattern:
      /connection to control plane (?<name>wss:\S+)?[^\n]{0,40}(?:broken|closed)|failed to connect to control plane/,
    means: "The data plane does not reach its control plane, or does not trust its certificate.",
    advice:
      "Check the address and port in `cluster_control_plane`. Before 2.5, set `lua_ssl_trusted_certificate` as well.",
    properties: [
      "cluster_control_plane",
      "cluster_cert",
      "lua_ssl_trusted_certificate",
      "cluster_server_name",
    ],
    releases: { since: "2.0" },
    rules: ["cluster/control-plane-address", "cluster/data-plane-trust", "tls/certificate-as-key"],
    page: "cluster-certificate-and-key",
  },
  {
    id: "kong/certificate-not-trusted",
    from: "Kong",
    pattern:
      /unable to get local issuer certificate|certificate verify (?:failed|error)|self[- ]signed certificate/,
    means: "Kong verifies a certificate, and trusts no authority that signed it.",
    advice:
      "Add the authority to `lua_ssl_trusted_certificate`; `system` stands for those of the operating system since 2.2.",
    properties: [
      "lua_ssl_trusted_certificate",
      "pg_ssl_verify",
      "cassandra_ssl_verify",
      "cluster_control_plane",
    ],
    rules: ["tls/verify-without-ca", "cluster/data-plane-trust"],
    page: "unable-to-get-local-issuer-certificate",
  },
];
