/**
 * Variables that begin with `KONG_`, stand beside Kong and are no settings: what images set about themselves, what the entrypoint
 * reads, build arguments, and the variables of other programs (the Ingress Controller, decK, Event Gateway, the operator).
 */
const NO_SETTING = new RegExp(
  "^KONG_(?:" +
    [
      "VERSION|PASSWORD|IMAGE(?:_.*)?|TAG|REPO|BASE|SHA(?:256)?|AMD64_SHA|ARM64_SHA|ARTIFACT|PACKAGE(?:_.*)?",
      "RELEASE_LABEL|BUILD_.*|TEST_.*|TZ|CONF|USER|GROUP|UID|GID|URL|HOST|NAME|CONTAINER(?:_.*)?",
      "ADMIN_URL|ADMIN_API|ADMIN_HOST|ADMIN_PORT|ADMIN_USER|ADMIN_URI|PROXY_HOST|PROXY_PORT|PROXY_TLS_PORT",
      "KONNECT_(?!MODE$).*|OPERATOR_.*|INGRESS_.*|DECK_.*|CHART_.*|DB_(?:NAME|USER|PASS|PASSWORD|HOST|PORT)|NETWORK|STATUS|RESPONSE|INFO",
    ].join("|") +
    ")$",
);

/** Whether a variable has Kong's prefix and is known to be no setting of Kong. */
export function isNoSetting(variable: string): boolean {
  return NO_SETTING.test(variable) || BITNAMI.test(variable);
}

/** Variables that only bitnami's image reads. */
const BITNAMI =
  /^KONG_(?:MIGRATE|EXIT_AFTER_MIGRATE|CFG_.*|.*_LISTEN_ADDRESS(?:_OVERRIDE)?|.*_LISTEN_OVERRIDE|.*_HTTPS?_PORT_NUMBER|(?:BASE|CONF|DEFAULT_CONF|INITSCRIPTS|SERVER|DEFAULT_SERVER|LOGS)_DIR|DAEMON_(?:USER|GROUP)|CONF_FILE|DEFAULT_CONF_FILE)$/;

/** Whether bitnami's image reads the variable, and Kong does not. */
export function isBitnamiVariable(variable: string): boolean {
  return BITNAMI.test(variable);
}

const SETTING = new RegExp(
  "^KONG_(?:" +
    [
      "DATABASE|DECLARATIVE_CONFIG.*|PG_.*|CASSANDRA_.*|PLUGINS|CUSTOM_PLUGINS|PREFIX|ROLE|LOG_LEVEL|LICENSE_(?:DATA|PATH)",
      ".*_LISTEN|.*_(?:ACCESS|ERROR)_LOG|PROXY_LISTEN_SSL|ADMIN_LISTEN_SSL|ADMIN_GUI_.*|ADMIN_API_URI|PORTAL|PORTAL_.*",
      "NGINX_.*|LUA_.*|DNS_.*|SSL_.*|SSL|CLIENT_SSL.*|ADMIN_SSL.*|STATUS_SSL.*|CLUSTER_.*|TRUSTED_IPS|REAL_IP_.*",
      "ENFORCE_RBAC|RBAC.*|AUDIT_LOG.*|VITALS.*|SMTP.*|ANONYMOUS_REPORTS|ROUTER_FLAVOR|WORKER_.*|MEM_CACHE_SIZE|DB_UPDATE_.*",
      "DB_CACHE_.*|HEADERS|PORT_MAPS|STREAM_.*|UNTRUSTED_LUA.*|PLUGINSERVER_.*|GO_.*|VAULT_.*|VAULTS|KEYRING_.*|FIPS",
      "TRACING_.*|OPENTELEMETRY_.*|WASM.*|KONNECT_MODE|PROXY_SERVER.*|UPSTREAM_KEEPALIVE.*|ERROR_DEFAULT_TYPE|CLIENT_.*",
      "REQUEST_DEBUG.*|NODE_ID|NEW_DNS_CLIENT|RESOLVER_.*|ADMIN_.*_METHOD|ALLOW_DEBUG_HEADER|MAX_.*|LATENCY_TOKENS|SERVER_TOKENS",
    ].join("|") +
    ")$",
);

/**
 * Whether a variable is one that configures Kong: the sign that a process whose program is unknown is Kong. It need not know every
 * property; what it does not know is still a setting of a process that is Kong for another reason.
 */
export function isKongSetting(variable: string): boolean {
  const name = variable.endsWith("_FILE") ? variable.slice(0, -"_FILE".length) : variable;
  return SETTING.test(name) && !isNoSetting(name);
}
