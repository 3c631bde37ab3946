import type { LogMessage } from "./log-message.ts";

/** The properties of a connection to PostgreSQL. */
const CONNECTION = ["pg_host", "pg_port", "database"];
const LOGIN = ["pg_user", "pg_password"];

/** Messages of PostgreSQL, and of what starts containers: Docker, Docker Compose and Kubernetes. */
export const platformMessages: readonly LogMessage[] = [
  {
    id: "postgres/password",
    from: "PostgreSQL",
    pattern: /password authentication failed for user "(?<value>[^"]+)"/,
    means: "The database rejects the password of the user {value}.",
    advice:
      "Compare the password that Kong reads with that of the database: a `#`, quotation marks, spaces or a `$` may change it on the way.",
    properties: LOGIN,
    rules: [
      "syntax/hash-in-value",
      "env/hash-in-env",
      "syntax/hash-leading-value",
      "syntax/quoted-value",
      "env/quotes-in-value",
      "env/dollar-interpolation",
      "vault/hash-in-secret",
      "vault/env-name-mapping",
      "syntax/numeric-string-mangled",
      "formats/value-changed",
    ],
    page: "password-authentication-failed",
  },
  {
    id: "postgres/no-database",
    from: "PostgreSQL",
    pattern: /database "(?<value>[^"]+)" does not exist/,
    means: "The server of the database has no database {value}.",
    advice: "Create it, or correct `pg_database`.",
    properties: ["pg_database"],
    rules: ["schema/empty-value-unsets"],
  },
  {
    id: "postgres/no-pg-hba",
    from: "PostgreSQL",
    pattern: /no pg_hba\.conf entry for host "[^"]*", user "(?<value>[^"]*)"/,
    means: "The database does not accept this user from this address, or not without TLS.",
    advice:
      "Set `pg_ssl = on` if the message says `SSL off` or `no encryption`; else allow the address in `pg_hba.conf`.",
    properties: ["pg_ssl", "pg_user", "pg_host"],
    rules: ["tls/pg-ssl-off", "schema/boolean-value"],
  },
  {
    id: "postgres/connection",
    from: "PostgreSQL",
    pattern:
      /failed to retrieve PostgreSQL server_version_num: (?<name>[^\n]{0,80})|\[PostgreSQL error\] [^\n]{0,80}(?:connection refused|timeout|no route to host|host or service not provided)/,
    means: "Kong does not reach its database.",
    advice: "Check `pg_host` and `pg_port`. Inside a container `127.0.0.1` is the container itself.",
    properties: CONNECTION,
    releases: { since: "1.1" },
    rules: [
      "datastore/pg-host-malformed",
      "datastore/pg-host-loopback-in-container",
      "datastore/unspecified-host",
      "datastore/unused-connection",
      "datastore/host-and-resolver",
      "env/unknown-variable",
    ],
    page: "failed-to-retrieve-postgresql-server-version",
  },
  {
    id: "postgres/no-role",
    from: "PostgreSQL",
    pattern: /role "(?<value>[^"]+)" does not exist/,
    means: "The database has no user {value}.",
    advice: "Create the user, or correct `pg_user`.",
    properties: ["pg_user"],
    rules: ["syntax/quoted-value", "env/quotes-in-value"],
  },
  {
    id: "postgres/no-tls",
    from: "PostgreSQL",
    pattern: /the server does not support SSL connections/,
    means: "`pg_ssl` is on, and the database does not speak TLS.",
    advice: "Switch TLS on in the database, or set `pg_ssl = off` in a network that you trust.",
    properties: ["pg_ssl", "pg_ssl_required"],
    rules: [],
  },
  {
    id: "postgres/too-many-connections",
    from: "PostgreSQL",
    pattern: /sorry, too many clients already|remaining connection slots are reserved/,
    means: "The database has no connection left: each worker of each node opens its own.",
    advice:
      "Raise `max_connections` of the database, or lower `pg_max_concurrent_queries` and the number of workers.",
    properties: [
      "pg_max_concurrent_queries",
      "pg_pool_size",
      "nginx_worker_processes",
      "nginx_main_worker_processes",
    ],
    rules: ["performance/worker-processes"],
  },
  {
    id: "postgres/permission",
    from: "PostgreSQL",
    pattern:
      /permission denied for (?:schema|table|database|relation) (?<value>\S+)|no schema has been selected to create in/,
    means:
      "The user of `pg_user` may not create or read tables in the schema of Kong. PostgreSQL 15 and later forbid it in `public` by default.",
    advice: "Make this user the owner of the database, or set `pg_schema` to a schema of its own.",
    properties: ["pg_user", "pg_schema", "pg_database"],
    rules: [],
  },
  {
    id: "compose/unset-variable",
    from: "Docker Compose",
    pattern:
      /The \\?"(?<value>[A-Za-z_][A-Za-z0-9_]*)\\?" variable is not set\. Defaulting to a blank string/,
    means: "The file uses the variable {value}, which is not set, so its value is empty.",
    advice: "Set it in the environment or in `.env`. Write `$$` for a `$` that is part of the value.",
    rules: ["env/dollar-interpolation", "formats/value-changed", "schema/empty-value-unsets"],
    page: "variable-is-not-set",
  },
  {
    id: "compose/invalid-interpolation",
    from: "Docker Compose",
    pattern: /[Ii]nvalid interpolation format for [^\n]{0,120}?(?:KONG_(?<value>[A-Z0-9_]+)|:)/,
    means: "A `$` in a value is not followed by the name of a variable.",
    advice: "Write `$$` for a `$` that is part of the value.",
    rules: ["formats/refused", "env/dollar-interpolation"],
  },
  {
    id: "compose/invalid-type",
    from: "Docker Compose",
    pattern:
      /environment\.(?:\[\]|KONG_(?<value>[A-Z0-9_]+)) contains (?:true|false), which is an invalid type/,
    means: "A value without quotes is a boolean in YAML, and Docker Compose 1 does not accept it.",
    advice: 'Put quotes around it: `"on"`, `"off"`.',
    rules: ["formats/refused", "formats/value-changed"],
  },
  {
    id: "compose/environment-file",
    from: "Docker Compose",
    pattern: /env file (?<value>\S+) not found|unexpected character "[^"]*" in variable name near/,
    means: "Docker Compose cannot read a file of variables.",
    advice: "Check `env_file` and `.env`: each line is `NAME=value`, without spaces around `=`.",
    rules: ["formats/refused", "formats/value-changed"],
  },
  {
    id: "docker/port-allocated",
    from: "Docker",
    pattern: /Bind for (?<name>\S+?):(?<port>\d+) failed: port is already allocated/,
    means: "Another container or program of the host already uses port {port}.",
    advice: "Stop it, or publish Kong on another port.",
    rules: [],
    page: "address-already-in-use",
  },
  {
    id: "docker/variable-with-space",
    from: "Docker",
    pattern: /variable '(?<value>[^']*)' contains whitespaces/,
    means: "An environment file has a space before `=`, and Docker does not accept the name {value}.",
    advice: "Remove the spaces around `=`.",
    rules: ["formats/refused", "formats/value-changed"],
  },
  {
    id: "kubernetes/value-not-a-string",
    from: "Kubernetes",
    pattern:
      /cannot unmarshal (?<name>bool|number) into Go struct field \S*EnvVar\S*|EnvVar\.[^\n]{0,80}value: [^\n]{0,40}got (?:bool|number)|env\[\d+\]\.value: Invalid (?:type|value)|expected string(?:, got| or null, but got) (?:boolean|number)/,
    means:
      "A value of a container's environment is a boolean or a number in YAML, and Kubernetes accepts only text.",
    advice: 'Put quotes around it: `"off"`, `"8001"`.',
    rules: ["formats/refused"],
  },
  {
    id: "kubernetes/probe",
    from: "Kubernetes",
    pattern: /(?:Readiness|Liveness|Startup) probe failed: [^\n]{0,200}?:(?<port>\d+)[^\n]{0,80}/,
    means: "The probe of the kubelet gets no answer from port {port}.",
    advice: "Let a listener serve this port on `0.0.0.0`, such as `status_listen = 0.0.0.0:8100`.",
    properties: ["status_listen", "admin_listen", "proxy_listen"],
    rules: ["deployment/published-port-without-listener", "deployment/published-port-on-loopback"],
  },
  {
    id: "kubernetes/missing-key",
    from: "Kubernetes",
    pattern:
      /(?:secret|configmap) "(?<value>[^"]+)" not found|couldn't find key (?<name>\S+) in (?:Secret|ConfigMap)/,
    means: "The pod reads a variable from a Secret or ConfigMap that does not exist, or has no such key.",
    advice: "Correct the name, or create it in the namespace of the pod.",
    rules: [],
  },
  {
    id: "kubernetes/crash-loop",
    from: "Kubernetes",
    pattern: /Back-off restarting failed container(?: (?<name>[\w-]+) in pod)?|CrashLoopBackOff/,
    means: "The container ends again and again.",
    advice:
      "`kubectl logs --previous` shows the message with which it ended; give that log to `kong-lint why`.",
    rules: [],
  },
];
