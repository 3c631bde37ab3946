import { expect, test } from "vitest";
import { parseRelease } from "../../schemas/release.ts";
import { SourceDocument } from "../../server/model/source-document.ts";
import { lint } from "../../server/workspace/analyze.ts";
import { linkedOf, readDotenv, readKongConf } from "../sources.ts";

/** A slip that people ask about in public issues, in the form in which they write it: release, text, line, rule. */
const mistakes: readonly (readonly [string, string, number, string])[] = [
  ["oss@2.8", "log_level = notice\npg_password = pass#word99\n", 2, "syntax/hash-in-value"],
  ["oss@0.14", "pg_user = kong\npg_password = 0012345678\n", 2, "syntax/numeric-string-mangled"],
  ["oss@3.9", 'pg_host = "db.internal"\n', 1, "syntax/quoted-value"],
  [
    "oss@1.0",
    "proxy_listen = 0.0.0.0:8000\nproxy_listen_ssl = 0.0.0.0:8443\n",
    2,
    "deprecated/listen-ssl-keys",
  ],
  ["oss@0.14", "ssl = on\n", 1, "deprecated/ssl-http2-switches"],
  ["oss@0.14", "proxy_listen = 0.0.0.0:8000, 0.0.0.0:8443\n", 1, "listen/ssl-missing-on-tls-port"],
  ["oss@1.2", "proxy_listen = 0.0.0.0:8000 reuseport\n", 1, "listen/unknown-flag"],
  ["oss@2.8", "proxy_listen = [::]:8000, :::8443 ssl\n", 1, "listen/ipv6"],
  ["oss@2.8", "proxy_listen = 8000\n", 1, "listen/invalid-entry"],
  ["oss@2.8", "proxy_listen = 0.0.0.0:8000 0.0.0.0:8443 ssl\n", 1, "listen/invalid-entry"],
  ["oss@3.9", "admin_listen = 127.0.0.1:8000\n", 1, "listen/port-clash"],
  ["oss@3.9", "admin_listen = 0.0.0.0:8001\n", 1, "security/admin-listen-public"],
  [
    "oss@3.9",
    "admin_listen = 0.0.0.0:8001\nadmin_listen = 0.0.0.0:8001\n",
    2,
    "security/admin-listen-public",
  ],
  ["oss@3.9", "trusted_ips = 0.0.0.0/0, ::/0\n", 1, "security/trusted-ips-all"],
  ["oss@3.9", "ssl_protocols = TLSv1.2\nssl_ciphers = HIGH\n", 2, "tls/suite-overrides-protocols"],
  ["oss@2.8", "nginx_http_upstream_keepalive = 60\n", 1, "deprecated/upstream-keepalive"],
  ["oss@3.9", "plugins = my-plugin\n", 1, "schema/plugins-missing-bundled"],
  ["oss@3.9", "custom_plugins = my-plugin\n", 1, "deprecated/custom-plugins"],
  ["oss@3.9", "declarative_config = /etc/kong/kong.yml\n", 1, "datastore/declarative-with-db"],
  ["oss@2.8", "role = data_plane\nproxy_listen = 0.0.0.0:8000\n", 1, "cluster/hybrid-requirements"],
  ["oss@3.9", "pg_host = postgres://kong@db:5432/kong\n", 1, "datastore/pg-host-malformed"],
  ["oss@3.9", "pg_host = db.internal:5432\n", 1, "datastore/pg-host-malformed"],
  ["oss@3.9", "pg_port: 5433\n", 1, "syntax/missing-equals"],
  ["oss@3.9", "PG_HOST = db.internal\n", 1, "syntax/key-case"],
  ["oss@3.9", "[kong]\npg_host = db.internal\n", 1, "syntax/section-header"],
  ["oss@3.9", "upstream_keepalive_idle_timeout = 60s\n", 1, "schema/number-not-numeric"],
  ["oss@3.9", "pg_ssl = yes\n", 1, "schema/boolean-value"],
  ["oss@3.9", "real_ip_recursive = true\n", 1, "schema/ngx-boolean-true"],
  ["oss@3.9", "log_level = WARN\n", 1, "schema/enum-value"],
  ["oss@3.9", "mem_cache_size = 128MB\n", 1, "schema/size-value"],
  ["oss@3.9", "nginx_http_client_max_body_size = 10mb\n", 1, "schema/size-value"],
  ["oss@3.9", "headers = server_tokens=off\n", 1, "schema/headers-token"],
  ["oss@3.9", "dns_resolver = dns.internal\n", 1, "schema/dns-values"],
  ["oss@3.9", "log_level = notice;\n", 1, "syntax/foreign-comment"],
  ["oss@3.9", "pg_database = kong // the default\n", 1, "syntax/foreign-comment"],
  ["oss@3.9", "trusted_ips = 10.0.0.0/8 192.168.0.0/16\n", 1, "syntax/list-separator"],
  ["oss@3.9", "plugins = bundled, my-plugin,\n", 1, "syntax/trailing-comma"],
  ["oss@3.9", "worker_processes = auto\n", 1, "schema/unknown-property"],
  ["oss@3.9", "nginx_worker_connections = 4096\n", 1, "nginx/unknown-namespace"],
  ["oss@3.9", "nginx_http_gzip = true\n", 1, "nginx/directive-arguments"],
  ["oss@3.9", "nginx_http_proxy_pass = http://upstream\n", 1, "nginx/wrong-context"],
  ["oss@3.9", "vitals = on\n", 1, "schema/enterprise-only-property"],
  ["oss@3.4", "database = cassandra\n", 1, "datastore/cassandra-removed"],
  ["oss@1.5", "nginx_events_worker_connections = 1024\n", 1, "nginx/unknown-namespace"],
  ["oss@3.9", "pg_password = ${vault://env/pg-password}\n", 1, "vault/reference-syntax"],
  ["enterprise@3.4", "admin_gui_auth = basic-auth\n", 1, "enterprise/auth-prerequisites"],
  [
    "enterprise@0.34",
    "admin_gui_auth = ldap-auth\nenforce_rbac = on\n",
    1,
    "enterprise/admin-gui-auth-value",
  ],
  ["enterprise@3.4", "admin_gui_session_conf = {'secret':'x'}\n", 1, "schema/json-value"],
];

test.each(mistakes)("%s %j is found on line %i by %s", async (release, text, line, rule) => {
  const unit = readKongConf(new SourceDocument("kong.conf", text));
  const { findings } = await lint(linkedOf(unit), { release: { flag: parseRelease(release) } });
  expect(findings.map(({ start, rule: by }) => `${start.line + 1} ${by}`)).toContain(`${line} ${rule}`);
});

test.each([
  ["oss@3.9", "KONG_LOG_LEVEL=\"'notice'\"\n", 1, "env/quotes-in-value"],
  ["oss@3.9", "KONG_POSTGRES_HOST=db\n", 1, "env/unknown-variable"],
  ["oss@3.9", "KONG_PROXY_LISTEN=0.0.0.0:8000 ssl,\n", 1, "syntax/trailing-comma"],
  ["oss@1.3", "KONG_PG_PASSWORD=secret#1234567\n", 1, "env/hash-in-env"],
] as const)("%s %j is found on line %i by %s", async (release, text, line, rule) => {
  const unit = readDotenv(new SourceDocument("kong.env", text));
  const { findings } = await lint(linkedOf(unit), { release: { flag: parseRelease(release) } });
  expect(findings.map(({ start, rule: by }) => `${start.line + 1} ${by}`)).toContain(`${line} ${rule}`);
});
