import { catalogFor } from "../../schemas/catalog.ts";
import { compareVersions } from "../../schemas/release.ts";
import type { Reading } from "../../server/loader/reading.ts";

/** What a directive block is made of. */
type Lines = readonly string[];

/** Where the certificate is, and which modules to load. */
export interface TemplateSetup {
  readonly folder: string;
  readonly modules: readonly string[];
}

/**
 * The configuration that Kong would write for nginx, in a simplified form: the blocks, the directives whose second
 * occurrence counts, and the injected directives in their places. Lua code is empty, and what Kong's own modules bring
 * is left out.
 */
export function kongTemplate(reading: Reading, setup: TemplateSetup): string {
  const base = catalogFor(reading.release).base;
  const since = (version: string) => compareVersions(base, version) >= 0;
  const writer: Writer = { reading, since, setup, injected: (prefix) => injectedLines(reading, prefix) };
  return [
    ...setup.modules.map((path) => `load_module ${path};`),
    ...mainBlock(writer),
    "http {",
    ...httpBlock(writer),
    "}",
    ...streamBlock(writer),
    "",
  ].join("\n");
}

interface Writer {
  readonly reading: Reading;
  readonly since: (version: string) => boolean;
  readonly setup: TemplateSetup;
  readonly injected: (prefix: string) => Lines;
}

/** Kong sorts them by name since 2.2; nginx does not mind the order where one property gives one directive. */
function injectedLines(reading: Reading, prefix: string): Lines {
  const catalog = catalogFor(reading.release);
  return [...reading.properties.keys()]
    .filter((property) => {
      const namespace = catalog.dynamicPrefixOf(property);
      return (
        namespace?.prefix === prefix &&
        namespace.injects &&
        !namespace.ignore.includes(property.slice(prefix.length))
      );
    })
    .sort()
    .flatMap((property) => {
      const value = reading.text(property);
      if (value === undefined || value === "NONE" || property === "nginx_main_user") return [];
      // Kong writes these parameters into files of its own.
      if (property.endsWith("ssl_dhparam") && value.startsWith("ffdhe")) return [];
      return [`${property.slice(prefix.length)} ${autoValue(property, value)};`];
    });
}

/** Values that Kong works out before it writes them. */
function autoValue(property: string, value: string): string {
  return value === "auto" && /worker_(?:connections|rlimit_nofile)$/.test(property) ? "16384" : value;
}

function mainBlock({ injected, since }: Writer): Lines {
  return [
    "pid logs/nginx.pid;",
    "error_log logs/error.log notice;",
    ...(since("2.0") ? injected("nginx_main_") : ["daemon on;", "worker_processes 1;"]),
    "events {",
    ...(since("2.0") ? injected("nginx_events_") : ["worker_connections 16384;"]),
    "}",
  ];
}

function httpBlock(writer: Writer): Lines {
  const { injected, since, reading } = writer;
  return [
    ...(since("3.2") ? [] : ["charset UTF-8;"]),
    ...(since("1.4") ? ["server_tokens off;"] : []),
    ...(since("2.0") ? [] : ["client_max_body_size 0;", "proxy_ssl_server_name on;"]),
    "error_log logs/error.log notice;",
    ...(since("3.8") ? ["uninitialized_variable_warn off;"] : []),
    "lua_package_path './?.lua;;';",
    "lua_package_cpath ';;';",
    "lua_socket_pool_size 256;",
    "lua_socket_log_errors off;",
    "lua_max_running_timers 4096;",
    "lua_max_pending_timers 16384;",
    "lua_ssl_verify_depth 1;",
    ...["kong", "kong_locks", "kong_db_cache", "kong_db_cache_miss"].map(
      (name) => `lua_shared_dict ${name} 1m;`,
    ),
    "underscores_in_headers on;",
    ...(since("2.0") ? cipherLine(reading) : []),
    ...injected("nginx_http_"),
    "init_by_lua_block { local a = 1 }",
    "init_worker_by_lua_block { local a = 1 }",
    ...(since("3.0") ? ["exit_worker_by_lua_block { local a = 1 }"] : []),
    ...proxyServer(writer),
    ...adminServer(writer),
    ...statusServer(writer),
  ];
}

function cipherLine(reading: Reading): Lines {
  const ciphers = reading.text("ssl_ciphers");
  return ciphers === undefined ? [] : [`ssl_ciphers ${ciphers};`];
}

function proxyServer(writer: Writer): Lines {
  const { injected, since, reading } = writer;
  const listeners = listenLines(reading, "proxy_listen");
  if (listeners.length === 0) return [];
  return [
    ...(since("3.5") ? ["log_format kong_log_format '$remote_addr';"] : []),
    "upstream kong_upstream {",
    "server 0.0.0.1;",
    ...injected(since("2.0") ? "nginx_upstream_" : "nginx_http_upstream_"),
    "balancer_by_lua_block { local a = 1 }",
    "}",
    "server {",
    "server_name kong;",
    ...listeners,
    "error_page 400 404 408 411 412 413 414 417 494 /kong_error_handler;",
    "access_log logs/access.log;",
    "error_log logs/error.log notice;",
    ...(since("2.0") ? [] : ["client_body_buffer_size 8k;"]),
    ...certificateLines(writer, "SSL"),
    ...(since("2.0") ? [] : oldProxyLines(reading)),
    ...injected("nginx_proxy_"),
    "rewrite_by_lua_block { local a = 1 }",
    "access_by_lua_block { local a = 1 }",
    "header_filter_by_lua_block { local a = 1 }",
    "body_filter_by_lua_block { local a = 1 }",
    "log_by_lua_block { local a = 1 }",
    "location / {",
    ...locationLines(writer),
    "proxy_pass $upstream_scheme://kong_upstream$upstream_uri;",
    "}",
    ...(since("2.0") ? grpcLocation() : []),
    "}",
  ];
}

function oldProxyLines(reading: Reading): Lines {
  return [...oldTlsLines(reading), "real_ip_header X-Real-IP;", "real_ip_recursive off;"];
}

function oldTlsLines(reading: Reading): Lines {
  return [
    "ssl_session_timeout 10m;",
    "ssl_prefer_server_ciphers on;",
    `ssl_ciphers ${reading.text("ssl_ciphers") ?? "HIGH"};`,
  ];
}

/** Variables that Kong's location sets; the mode of the proxy was added in 1.4. */
const VARIABLES = [
  "ctx_ref",
  "upstream_te",
  "upstream_host",
  "upstream_upgrade",
  "upstream_connection",
  "upstream_scheme",
  "upstream_uri",
  "upstream_x_forwarded_for",
  "upstream_x_forwarded_proto",
  "upstream_x_forwarded_host",
  "upstream_x_forwarded_port",
];

function locationLines({ injected, since }: Writer): Lines {
  return [
    "default_type '';",
    ...VARIABLES.map((name) => `set $${name} '';`),
    ...(since("1.4") ? ["set $kong_proxy_mode 'http';"] : []),
    ...(since("2.2") ? ["set $upstream_x_forwarded_path '';", "set $upstream_x_forwarded_prefix '';"] : []),
    "proxy_http_version 1.1;",
    ...(since("2.2") ? ["proxy_buffering on;", "proxy_request_buffering on;"] : []),
    "proxy_set_header Host $upstream_host;",
    "proxy_set_header X-Real-IP $remote_addr;",
    "proxy_pass_header Server;",
    "proxy_ssl_name $upstream_host;",
    ...(since("2.0") ? ["proxy_ssl_server_name on;"] : []),
    ...(since("3.6") ? injected("nginx_location_") : []),
  ];
}

function grpcLocation(): Lines {
  return [
    "location @grpc {",
    "internal;",
    "default_type '';",
    "set $kong_proxy_mode 'grpc';",
    "grpc_set_header X-Real-IP $remote_addr;",
    "grpc_pass_header Server;",
    "grpc_ssl_name $upstream_host;",
    "grpc_ssl_server_name on;",
    "grpc_pass $upstream_scheme://kong_upstream;",
    "}",
  ];
}

function adminServer(writer: Writer): Lines {
  const { injected, since, reading } = writer;
  const listeners = listenLines(reading, "admin_listen");
  if (listeners.length === 0) return [];
  return [
    "server {",
    ...(since("3.2") ? ["charset UTF-8;"] : []),
    "server_name kong_admin;",
    ...listeners,
    "access_log logs/admin_access.log;",
    "error_log logs/error.log notice;",
    ...(since("2.3") ? [] : ["client_max_body_size 10m;", "client_body_buffer_size 10m;"]),
    ...certificateLines(writer, "AdminSSL"),
    ...(since("2.0") ? [] : oldTlsLines(reading)),
    ...injected("nginx_admin_"),
    "location / { default_type application/json; content_by_lua_block { local a = 1 } }",
    "}",
  ];
}

function statusServer(writer: Writer): Lines {
  const { injected, since, reading } = writer;
  const listeners = listenLines(reading, "status_listen");
  if (listeners.length === 0) return [];
  return [
    "server {",
    ...(since("3.2") ? ["charset UTF-8;"] : []),
    "server_name kong_status;",
    ...listeners,
    "access_log logs/status.log;",
    "error_log logs/error.log notice;",
    ...injected(since("2.0") ? "nginx_status_" : "nginx_http_status_"),
    "location / { default_type application/json; content_by_lua_block { local a = 1 } }",
    "}",
  ];
}

function certificateLines({ setup, reading, since }: Writer, cache: string): Lines {
  if (cache === "SSL" && !/\bssl\b/.test(reading.text("proxy_listen") ?? "")) return [];
  return [
    `ssl_certificate ${setup.folder}/cert.pem;`,
    `ssl_certificate_key ${setup.folder}/key.pem;`,
    ...(cache === "SSL"
      ? [`ssl_session_cache shared:${cache}:10m;`, "ssl_certificate_by_lua_block { local a = 1 }"]
      : since("2.0")
        ? [`ssl_session_cache shared:${cache}:10m;`]
        : []),
  ];
}

/** The listeners of a property as nginx's directives; none where it is off. */
function listenLines(reading: Reading, property: string): Lines {
  const value = reading.properties.get(property)?.value;
  const items = Array.isArray(value) ? value.map(String) : String(value ?? "off").split(",");
  return items
    .map((item) => item.trim())
    .filter((item) => item !== "" && item !== "off")
    .map((item) => `listen ${item};`);
}

function streamBlock(writer: Writer): Lines {
  const { injected, since, reading } = writer;
  if (!since("1.1")) return [];
  const listeners = listenLines(reading, "stream_listen");
  if (listeners.length === 0) return [];
  return [
    "stream {",
    "log_format basic '$remote_addr';",
    ...(since("2.0") ? cipherLine(reading) : []),
    ...injected("nginx_stream_"),
    "upstream kong_upstream {",
    "server 0.0.0.1:1;",
    ...injected("nginx_supstream_"),
    "}",
    "server {",
    ...listeners,
    "access_log logs/stream.log basic;",
    "error_log logs/error.log notice;",
    ...(since("3.0") ? ["set_real_ip_from unix:;"] : []),
    ...injected("nginx_sproxy_"),
    ...(since("2.0") ? ["proxy_ssl on;", "proxy_ssl_server_name on;"] : []),
    ...(since("3.2") ? ["set $upstream_host '';", "proxy_ssl_name $upstream_host;"] : []),
    "proxy_pass kong_upstream;",
    "}",
    "}",
  ];
}
