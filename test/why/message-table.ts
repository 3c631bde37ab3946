/** A message of a log, the configuration that causes it, and where `kong-lint why` points. */
export interface MessageCase {
  readonly log: string;
  readonly id: string;
  readonly files?: Readonly<Record<string, string>>;
  /** `path:line` of the first cause, with the rule where one reports it; undefined: no line of the workspace causes it. */
  readonly cause: string | undefined;
  /** The page about it, without its extension. */
  readonly page?: string;
}

const conf = (text: string) => ({ "kong.conf": text });

/** One message or more of each program. */
export const CASES: readonly MessageCase[] = [
  {
    log: 'nginx: [emerg] unknown directive "keepalive_tiemout" in /usr/local/kong/nginx-kong.conf:12',
    id: "nginx/unknown-directive",
    files: conf("log_level = info\nnginx_http_keepalive_tiemout = 10s\n"),
    cause: "kong.conf:2 nginx/unknown-directive",
    page: "unknown-directive",
  },
  {
    log: '2024/05/01 10:00:00 [emerg] 1#0: "worker_rlimit_nofile" directive is not allowed here in /usr/local/kong/nginx-kong.conf:8',
    id: "nginx/directive-not-allowed",
    files: conf("nginx_http_worker_rlimit_nofile = 4096\n"),
    cause: "kong.conf:1 nginx/wrong-context",
    page: "directive-is-not-allowed-here",
  },
  {
    log: 'nginx: [emerg] "client_max_body_size" directive is duplicate in /usr/local/kong/nginx-kong.conf:30',
    id: "nginx/duplicate-directive",
    files: { "gw.env": "KONG_DATABASE=off\nKONG_NGINX_HTTP_CLIENT_MAX_BODY_SIZE=8m\n" },
    cause: "gw.env:2",
    page: "directive-is-duplicate",
  },
  {
    log: 'nginx: [emerg] invalid number of arguments in "proxy_read_timeout" directive in /usr/local/kong/nginx-kong.conf:30',
    id: "nginx/number-of-arguments",
    files: conf("nginx_proxy_proxy_read_timeout = 10s 20s\n"),
    cause: "kong.conf:1 nginx/directive-arguments",
  },
  {
    log: 'nginx: [emerg] unknown log format "edge" in /usr/local/kong/nginx-kong.conf:80',
    id: "nginx/unknown-log-format",
    files: {
      "kong.env":
        "KONG_DATABASE=off\nKONG_ADMIN_ACCESS_LOG=/dev/stdout\nKONG_PROXY_ACCESS_LOG=/dev/stdout edge\n",
    },
    cause: "kong.env:3",
    page: "unknown-log-format",
  },
  {
    log: "nginx: [emerg] bind() to 0.0.0.0:8000 failed (98: Address already in use)",
    id: "nginx/address-in-use",
    files: conf("admin_listen = 127.0.0.1:8001\nproxy_listen = 0.0.0.0:8000\n"),
    cause: "kong.conf:2",
    page: "address-already-in-use",
  },
  {
    log: "nginx: [emerg] bind() to 0.0.0.0:443 failed (13: Permission denied)",
    id: "nginx/bind-denied",
    files: conf("proxy_listen = 0.0.0.0:8000, 0.0.0.0:443 ssl\n"),
    cause: "kong.conf:1",
  },
  {
    log: 'nginx: [emerg] cannot load certificate "/srv/tls/gw.crt": BIO_new_file() failed (SSL: error:02001002:system library:fopen:No such file or directory)',
    id: "nginx/no-certificate-file",
    files: conf("ssl_cert = /srv/tls/gw.crt\nssl_cert_key = /srv/tls/gw.key\n"),
    cause: "kong.conf:1",
    page: "no-such-file",
  },
  {
    log: 'nginx: [emerg] open() "/srv/logs/access.log" failed (2: No such file or directory)',
    id: "nginx/no-such-file",
    files: conf("log_level = info\nproxy_access_log = /srv/logs/access.log\n"),
    cause: "kong.conf:2",
    page: "no-such-file",
  },
  {
    log: 'nginx: [emerg] "proxy_busy_buffers_size" must be less than the size of all "proxy_buffers" minus one buffer in /usr/local/kong/nginx-kong.conf:3',
    id: "nginx/proxy-buffers",
    files: conf("nginx_proxy_proxy_buffer_size = 64k\n"),
    cause: "kong.conf:1",
    page: "proxy-busy-buffers-size",
  },
  {
    log: "nginx: [emerg] duplicate log level in /usr/local/kong/nginx-kong.conf:60",
    id: "nginx/duplicate-log-level",
    files: conf("proxy_error_log = /dev/stderr debug\n"),
    cause: "kong.conf:1",
  },
  {
    log: 'nginx: [emerg] host not found in "gateway:8000" of the "listen" directive in /usr/local/kong/nginx-kong.conf:60',
    id: "nginx/host-not-found",
    files: conf("proxy_listen = gateway:8000\n"),
    cause: "kong.conf:1",
  },
  {
    log: 'nginx: [emerg] unknown "reqest_id" variable',
    id: "nginx/unknown-variable",
    files: conf("nginx_http_log_format = short '$reqest_id $status'\n"),
    cause: "kong.conf:1",
  },
  {
    log: 'nginx: [emerg] getpwnam("gateway") failed in /usr/local/kong/nginx.conf:2',
    id: "nginx/unknown-user",
    files: conf("nginx_user = gateway\n"),
    cause: "kong.conf:1",
  },
  {
    log: "kong-1  | Error: database has an invalid value: 'postgress' (postgres, cassandra, off)",
    id: "kong/invalid-value",
    files: {
      "docker-compose.yml":
        "services:\n  kong:\n    image: kong:2.8\n    environment:\n      KONG_DATABASE: postgress\n",
    },
    cause: "docker-compose.yml:5 schema/enum-value",
    page: "has-an-invalid-value",
  },
  {
    log: "Error: admin_listen must be of form: [off] | <ip>:<port> [ssl] [http2] [proxy_protocol], [... next entry ...]",
    id: "kong/listener",
    files: conf("proxy_listen = 0.0.0.0:8000\nadmin_listen = 127.0.0.1\n"),
    cause: "kong.conf:2 listen/invalid-entry",
    page: "must-be-of-form",
  },
  {
    log: "Error: cluster_cert: no such file at /srv/tls/cluster.crt",
    id: "kong/no-such-file",
    files: conf(
      "role = control_plane\ncluster_cert = /srv/tls/cluster.crt\ncluster_cert_key = /srv/tls/cluster.key\n",
    ),
    cause: "kong.conf:2",
    page: "no-such-file",
  },
  {
    log: 'Error: only in-memory storage can be used when role = "data_plane"',
    id: "kong/role",
    files: conf(
      "role = data_plane\ncluster_control_plane = cp.shop.test:8005\ncluster_cert = /c.crt\ncluster_cert_key = /c.key\n",
    ),
    cause: "kong.conf:1 cluster/hybrid-requirements",
    page: "cluster-certificate-and-key",
  },
  {
    log: "Error: dns_order: invalid entry 'AAAAA'",
    id: "kong/dns-order",
    files: conf("dns_order = LAST,A,AAAAA\n"),
    cause: "kong.conf:1 schema/dns-values",
  },
  {
    log: "Error: headers: invalid entry 'X-Powered-By'",
    id: "kong/headers",
    files: conf("headers = server_tokens, X-Powered-By\n"),
    cause: "kong.conf:1 schema/headers-token",
  },
  {
    log: "Error: failed to dereference '{vault://env/store-pass}': unable to load value (store-pass) from vault (env) [{vault://env/store-pass}] for config option 'pg_password'",
    id: "kong/vault-reference",
    files: {
      "kong.env":
        "KONG_DATABASE=postgres\nKONG_STORE_PASS=x9x9x9x9x9\nKONG_PG_PASSWORD={vault://env/store-pass}\n",
    },
    cause: "kong.env:3 vault/env-name-mapping",
    page: "failed-to-dereference",
  },
  {
    log: "nginx: [error] init_by_lua error: /usr/local/share/lua/5.1/kong/init.lua:388: geo-check plugin is enabled but not installed;",
    id: "kong/plugin-not-installed",
    files: conf("plugins = bundled, geo-check\n"),
    cause: "kong.conf:1",
    page: "plugin-is-enabled-but-not-installed",
  },
  {
    log: "error: key-auth plugin is in use but not enabled",
    id: "kong/plugin-not-enabled",
    files: conf("plugins = geo-check\n"),
    cause: "kong.conf:1 schema/plugins-missing-bundled",
    page: "plugin-is-enabled-but-not-installed",
  },
  {
    log: "2024/05/01 10:00:00 [error] 20#0: *2 [lua] connector.lua:200: [PostgreSQL error] failed to retrieve PostgreSQL server_version_num: connection refused",
    id: "postgres/connection",
    files: { "kong.env": "KONG_DATABASE=postgres\nKONG_PG_HOST=127.0.0.1\n" },
    cause: "kong.env:2 datastore/pg-host-loopback-in-container",
    page: "failed-to-retrieve-postgresql-server-version",
  },
  {
    log: '[PostgreSQL error] failed to retrieve PostgreSQL server_version_num: FATAL: password authentication failed for user "gw"',
    id: "postgres/password",
    files: conf("pg_host = db.shop.test\npg_user = gw\npg_password = mN4k#TzuE8qL\n"),
    cause: "kong.conf:3 syntax/hash-in-value",
    page: "password-authentication-failed",
  },
  {
    log: "[error] 30#0: *5 [lua] handler.lua: failed to connect: dns server error: 3 name error",
    id: "kong/name-error",
    files: { "kong.env": "KONG_DATABASE=postgres\nKONG_PG_HOST=gw-store\nKONG_DNS_RESOLVER=10.0.0.2:8600\n" },
    cause: "kong.env:3 datastore/host-and-resolver",
    page: "name-error",
  },
  {
    log: "[clustering] connection to control plane wss://cp.shop.test:8000/v1/outlet broken: 20: unable to get local issuer certificate",
    id: "kong/clustering-connection",
    files: conf(
      "role = data_plane\ndatabase = off\ncluster_cert = /c.crt\ncluster_cert_key = /c.key\ncluster_control_plane = cp.shop.test:8000\n",
    ),
    cause: "kong.conf:5 cluster/control-plane-address",
    page: "cluster-certificate-and-key",
  },
  {
    log: "Error: Database needs bootstrapping or is older than Kong 1.0.",
    id: "kong/needs-bootstrapping",
    files: conf("log_level = info\npg_host = db.shop.test\n"),
    cause: "kong.conf:2",
    page: "database-needs-bootstrapping",
  },
  {
    log: 'time="2024-05-01T10:00:00Z" level=warning msg="The \\"word\\" variable is not set. Defaulting to a blank string."',
    id: "compose/unset-variable",
    files: {
      "docker-compose.yml":
        "services:\n  kong:\n    image: kong:3.4\n    environment:\n      KONG_PG_PASSWORD: pa$word\n",
    },
    cause: "docker-compose.yml:5",
    page: "variable-is-not-set",
  },
  {
    log: "Error response from daemon: driver failed programming external connectivity: Bind for 0.0.0.0:8443 failed: port is already allocated.",
    id: "docker/port-allocated",
    files: conf("proxy_listen = 0.0.0.0:8000, 0.0.0.0:8443 ssl\n"),
    cause: "kong.conf:1",
    page: "address-already-in-use",
  },
  {
    log: 'Error from server (BadRequest): Deployment in version "v1" cannot be handled as a Deployment: json: cannot unmarshal bool into Go struct field EnvVar.spec.template.spec.containers.env.value of type string',
    id: "kubernetes/value-not-a-string",
    cause: undefined,
  },
  {
    log: "nginx: [emerg] a duplicate listen 0.0.0.0:9000 in /usr/local/kong/nginx-kong.conf:90",
    id: "nginx/duplicate-listen",
    files: conf("proxy_listen = 0.0.0.0:9000\nadmin_listen = 0.0.0.0:9000\n"),
    cause: "kong.conf:2 listen/port-clash",
  },
  {
    log: "2024/05/01 10:00:00 [error] 20#0: *7 client intended to send too large body: 20971520 bytes, client: 10.0.0.1, server: kong",
    id: "nginx/body-too-large",
    files: conf("log_level = info\nnginx_http_client_max_body_size = 8m\n"),
    cause: "kong.conf:2",
  },
  {
    log: "2024/05/01 10:00:00 [error] 20#0: *7 upstream sent too big header while reading response header from upstream, client: 10.0.0.1",
    id: "nginx/header-too-big",
    files: conf("nginx_proxy_proxy_buffers = 8 4k\n"),
    cause: "kong.conf:1",
    page: "proxy-busy-buffers-size",
  },
  {
    log: "2024/05/01 10:00:00 [alert] 20#0: 1024 worker_connections are not enough",
    id: "nginx/connections-not-enough",
    files: conf("nginx_events_worker_connections = 1024\n"),
    cause: "kong.conf:1",
  },
  {
    log: 'nginx: [emerg] BIO_new_file("/srv/tls/admin.crt") failed (SSL: error:02001002:system library:fopen:No such file or directory)',
    id: "nginx/no-certificate-file",
    files: conf("ssl_cert = /srv/tls/gw.crt\nadmin_ssl_cert = /srv/tls/admin.crt\n"),
    cause: "kong.conf:2",
    page: "no-such-file",
  },
  {
    log: "2024/05/01 10:00:00 [error] 20#0: init_by_lua error: module 'kong.plugins.geo-check.handler' not found:No LuaRocks module found",
    id: "kong/module-not-found",
    files: { "gw.env": "KONG_DATABASE=off\nKONG_PLUGINS=bundled,geo-check\n" },
    cause: "gw.env:2",
    page: "plugin-is-enabled-but-not-installed",
  },
  {
    log: 'FATAL: role "gateway" does not exist',
    id: "postgres/no-role",
    files: conf("pg_user = gateway\n"),
    cause: "kong.conf:1",
  },
  {
    log: "[PostgreSQL error] the server does not support SSL connections",
    id: "postgres/no-tls",
    files: { "kong.env": "KONG_PG_HOST=db.shop.test\nKONG_PG_SSL=on\n" },
    cause: "kong.env:2",
  },
  {
    log: "[kubelet] Back-off restarting failed container proxy in pod kong-7f9_gateway",
    id: "kubernetes/crash-loop",
    cause: undefined,
  },
  {
    log: 'Error: cluster_telemetry_listen must be specified when role = "control_plane"',
    id: "kong/role",
    files: conf(
      "# kong-lint: kong=enterprise@3.4\nrole = control_plane\ncluster_cert = /c.crt\ncluster_cert_key = /c.key\ncluster_telemetry_listen = off\n",
    ),
    cause: "kong.conf:5 cluster/hybrid-requirements",
    page: "cluster-certificate-and-key",
  },
  {
    log: 'nginx: [emerg] SSL_CTX_use_PrivateKey("/srv/tls/gw.key") failed (SSL: error:05800074:x509 certificate routines::key values mismatch)',
    id: "nginx/key-mismatch",
    files: conf("ssl_cert = /srv/tls/gw.crt\nssl_cert_key = /srv/tls/gw.key\n"),
    cause: "kong.conf:2",
  },
  {
    log: 'nginx: [emerg] open() "/usr/local/kong/conf/limits.conf" failed (2: No such file or directory) in /usr/local/kong/nginx-kong.conf:4',
    id: "nginx/no-such-file",
    files: conf("log_level = info\nnginx_http_include = conf/limits.conf\n"),
    cause: "kong.conf:2",
    page: "no-such-file",
  },
  {
    log: "docker: poorly formatted environment: variable 'KONG_PG_USER ' contains whitespaces.",
    id: "docker/variable-with-space",
    files: { "kong.env": "KONG_DATABASE=postgres\nKONG_PG_USER =gw\n" },
    cause: "kong.env:2",
  },
  {
    log: 'nginx: [emerg] invalid value "TLSv1.4" in /usr/local/kong/nginx-kong.conf:14',
    id: "nginx/invalid-value",
    files: conf("nginx_http_ssl_protocols = TLSv1.3 TLSv1.4\n"),
    cause: "kong.conf:1",
  },
  {
    log: 'The Deployment "kong" is invalid: spec.template.spec.containers[0].env[0].value: Invalid type. Expected: string, given: boolean',
    id: "kubernetes/value-not-a-string",
    cause: undefined,
  },
  {
    log: 'nginx: [emerg] unknown directive "gzip_foo" in /usr/local/kong/nginx-kong.conf:12',
    id: "nginx/unknown-directive",
    files: conf("nginx_http_keepalive_tiemout = 10s\n"),
    cause: undefined,
    page: "unknown-directive",
  },
  {
    log: "Error: ssl_cert_key must be specified",
    id: "kong/must-be-specified",
    files: conf("log_level = info\nssl_cert = /srv/tls/gw.crt\n"),
    cause: "kong.conf:2 tls/cert-key-pair",
  },
];
