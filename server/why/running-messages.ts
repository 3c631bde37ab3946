import type { LogMessage } from "./log-message.ts";

/** Messages of a Kong that runs: limits of requests, buffers, memory and connections, which settings change. */
export const runningMessages: readonly LogMessage[] = [
  {
    id: "nginx/body-too-large",
    from: "nginx",
    pattern: /client intended to send too large (?:chunked )?body/,
    means: "A request has a larger body than `client_max_body_size` allows, and the client gets 413.",
    advice:
      "Raise `nginx_http_client_max_body_size` (`client_max_body_size` before 2.0), such as `20m`; `0` means no limit.",
    properties: [
      "nginx_http_client_max_body_size",
      "client_max_body_size",
      "nginx_proxy_client_max_body_size",
      "nginx_admin_client_max_body_size",
    ],
    rules: ["deprecated/client-body-size", "schema/size-value"],
  },
  {
    id: "nginx/body-in-file",
    from: "nginx",
    pattern: /a client request body is buffered to a temporary file/,
    means:
      "A request has a larger body than `client_body_buffer_size`, so nginx writes it to a file, where plugins cannot read it with most functions.",
    advice: "Raise `nginx_http_client_body_buffer_size` (`client_body_buffer_size` before 2.0).",
    properties: [
      "nginx_http_client_body_buffer_size",
      "client_body_buffer_size",
      "nginx_proxy_client_body_buffer_size",
    ],
    rules: ["deprecated/client-body-size", "schema/size-value"],
  },
  {
    id: "nginx/header-too-big",
    from: "nginx",
    pattern: /upstream sent too big header while reading response header/,
    means:
      "The headers of an upstream's answer are larger than `proxy_buffer_size`, 4k or 8k by default, and the client gets 502.",
    advice:
      "Set `nginx_proxy_proxy_buffer_size` together with `nginx_proxy_proxy_buffers`, such as `16k` and `8 16k`.",
    properties: [
      "nginx_proxy_proxy_buffer_size",
      "nginx_proxy_proxy_buffers",
      "nginx_http_proxy_buffer_size",
      "nginx_http_proxy_buffers",
    ],
    rules: [],
    page: "proxy-busy-buffers-size",
  },
  {
    id: "nginx/response-in-file",
    from: "nginx",
    pattern: /an upstream response is buffered to a temporary file/,
    means: "An answer is larger than the proxy buffers, so nginx writes the rest to a file.",
    advice: "Raise `nginx_proxy_proxy_buffers`, or set `response_buffering` of the route to false.",
    properties: ["nginx_proxy_proxy_buffers", "nginx_proxy_proxy_buffer_size"],
    rules: [],
  },
  {
    id: "nginx/connections-not-enough",
    from: "nginx",
    pattern: /(?<![\w-])(?<name>\d+) worker_connections are not enough/,
    means: "A worker has no connection left: {name} is the limit.",
    advice: "Raise `nginx_events_worker_connections`, and the limit of open files with it.",
    properties: [
      "nginx_events_worker_connections",
      "nginx_worker_connections",
      "nginx_main_worker_rlimit_nofile",
    ],
    rules: ["performance/ulimit", "performance/worker-processes"],
  },
  {
    id: "nginx/too-many-open-files",
    from: "nginx",
    pattern: /\(24: Too many open files\)|too many open files/i,
    means: "The limit of open files is reached.",
    advice: "Raise the limit (`ulimit -n`, `LimitNOFILE`, `ulimits`) or `nginx_main_worker_rlimit_nofile`.",
    properties: ["nginx_main_worker_rlimit_nofile", "nginx_events_worker_connections"],
    rules: ["performance/ulimit"],
  },
  {
    id: "nginx/read-only-file-system",
    from: "nginx",
    pattern: /(?:mkdir\(\)|open\(\)) "(?<value>[^"]+)" failed \(30: |Read-only file system/,
    means: "Kong writes into its prefix, which is read-only here.",
    advice:
      "Mount a volume at the prefix, `/usr/local/kong` by default, or set `prefix` to a folder that Kong may write.",
    properties: ["prefix"],
    rules: [],
  },
  {
    id: "nginx/mkdir",
    from: "nginx",
    pattern: /mkdir\(\) "(?<value>[^"]+)" failed \(13: /,
    means: "Kong may not create folders in its prefix.",
    advice:
      "Give the prefix to the user that runs Kong, or set `prefix` to a folder that this user may write.",
    properties: ["prefix", "nginx_user", "nginx_main_user"],
    rules: [],
  },
  {
    id: "kong/cannot-prepare-prefix",
    from: "Kong",
    pattern: /could not prepare Kong prefix at (?<value>\S+?):(?: |$)/,
    means: "Kong cannot write the files of nginx below its prefix {value}.",
    advice: "Look at what follows in the log: often a permission, or a certificate that Kong cannot read.",
    properties: ["prefix"],
    rules: [],
  },
  {
    id: "nginx/no-certificate",
    from: "nginx",
    pattern: /no "ssl_certificate" is defined/,
    means: "A listener has `ssl`, and its block has no certificate.",
    advice: "Set the certificate and the key of this listener, such as `ssl_cert` and `ssl_cert_key`.",
    properties: ["proxy_listen", "admin_listen", "stream_listen", "status_listen", "admin_gui_listen"],
    rules: ["tls/cert-key-pair"],
  },
  {
    id: "nginx/tls-to-plain-port",
    from: "nginx",
    pattern: /SSL_do_handshake\(\) failed[^\n]{0,200}wrong version number/,
    means:
      "One side speaks TLS, and the other plain HTTP: the port is not the one with `ssl`, or the URL should not begin with `https`.",
    advice:
      "Use the TLS port of the other side. For a data plane, check the port in `cluster_control_plane`.",
    properties: ["cluster_control_plane", "cluster_telemetry_endpoint"],
    rules: ["cluster/control-plane-address"],
  },
  {
    id: "kong/module-not-found",
    from: "Kong",
    pattern: /module 'kong\.plugins\.(?<value>[\w-]+)\.handler' not found/,
    means: "Kong does not find the code of the plugin {value} in the folders of `lua_package_path`.",
    advice: "Set `lua_package_path` so that `kong/plugins/<name>/handler.lua` is below one of its folders.",
    properties: ["plugins", "custom_plugins", "lua_package_path"],
    rules: ["schema/plugin-not-in-release", "deprecated/custom-plugins"],
    page: "plugin-is-enabled-but-not-installed",
  },
  {
    id: "kong/no-memory",
    from: "Kong",
    pattern: /could not write to lua_shared_dict: no memory|(?<name>kong_[a-z_]+)[^\n]{0,40}no memory/,
    means: "A cache of Kong is full.",
    advice: "Raise `mem_cache_size`, `128m` by default.",
    properties: ["mem_cache_size"],
    rules: ["schema/size-value"],
  },
  {
    id: "kong/cassandra-hosts",
    from: "Kong",
    pattern: /could not resolve any of the provided Cassandra|all hosts tried for query failed/,
    means: "Kong reaches no node of Cassandra.",
    advice: "Check `cassandra_contact_points` and `cassandra_port`.",
    properties: ["cassandra_contact_points", "cassandra_port"],
    releases: { before: "3.4" },
    rules: [
      "datastore/cassandra-contact-points",
      "datastore/pg-host-loopback-in-container",
      "datastore/unspecified-host",
    ],
  },
];
