import { describe, expect, test } from "vitest";
import { parseRelease } from "../../schemas/release.ts";
import type { Severity } from "../../server/findings/finding.ts";
import { SourceDocument } from "../../server/model/source-document.ts";
import { lint } from "../../server/workspace/analyze.ts";
import { linkedOf, readDotenv, readKongConf } from "../sources.ts";

/** Troubles that people report again and again, with names, ports and releases of our own. */
type Told = readonly [release: string, text: string, place: `${number} ${Severity} ${string}`];
/** The same kinds where nothing is wrong: what no finding may say. */
type Silent = readonly [release: string, text: string, says: RegExp];

const TROUBLES: Readonly<
  Record<string, { readonly told: readonly Told[]; readonly silent: readonly Silent[] }>
> = {
  "addresses of Kong Manager and the Admin API": {
    told: [
      [
        "enterprise@2.8",
        "KONG_ADMIN_GUI_URL=https://m.x.test:8445\nKONG_ADMIN_API_URI=http://a.x.test:8001\n",
        "2 warning enterprise/manager-api-address",
      ],
      [
        "oss@3.9",
        "admin_gui_url = https://m.x.test, https://n.x.test\nadmin_gui_api_url = http://a.x.test:8001\n",
        "2 warning enterprise/manager-api-address",
      ],
      [
        "enterprise@3.10",
        "admin_gui_url=https://m.x.test\nadmin_gui_api_url=https://\n",
        "2 warning enterprise/manager-api-address",
      ],
      ["oss@3.5", "KONG_ADMIN_GUI_API_URL=http://:8001\n", "1 warning enterprise/manager-api-address"],
      [
        "oss@3.4.1",
        "admin_listen = off\nadmin_gui_listen = 0.0.0.0:8002, 0.0.0.0:8445 ssl\n",
        "2 warning listen/admin-gui-without-admin",
      ],
      [
        "oss@3.5",
        "KONG_ADMIN_LISTEN=off\nKONG_ADMIN_GUI_LISTEN=0.0.0.0:8002\n",
        "2 warning listen/admin-gui-without-admin",
      ],
      [
        "enterprise@3.6",
        "admin_gui_url = https://m.x.test/manager\nadmin_gui_path = /mgr\n",
        "1 warning schema/admin-gui-path",
      ],
      [
        "enterprise@2.8",
        "portal = on\nportal_gui_host = p.x.test:8003\nportal_api_url = http://p.x.test:8001\n",
        "3 info enterprise/manager-api-address",
      ],
      [
        "enterprise@1.5",
        "KONG_PORTAL=on\nKONG_PORTAL_GUI_HOST=p.x.test\nKONG_PORTAL_API_URL=https://p.x.test:8444\n",
        "3 info enterprise/manager-api-address",
      ],
      ["enterprise@3.4", "KONG_ADMIN_API_URI=https://a.x.test\n", "1 warning deprecated/renamed-property"],
    ],
    silent: [
      [
        "oss@3.4.1",
        "admin_listen = off\nadmin_gui_listen = 0.0.0.0:8002, 0.0.0.0:8445 ssl\n",
        /leaves.{0,20}out/i,
      ],
      [
        "enterprise@3.6",
        "admin_gui_url = https://m.x.test\nadmin_gui_api_url = https://a.x.test\n",
        /block|https|host/i,
      ],
      [
        "oss@3.7",
        "KONG_ADMIN_GUI_URL=http://m.x.test:8002\nKONG_ADMIN_GUI_API_URL=http://m.x.test:8001\n",
        /password|session cookie|block/i,
      ],
    ],
  },
  "logging in to Kong Manager": {
    told: [
      [
        "enterprise@3.4",
        'enforce_rbac = on\nadmin_gui_auth = basic-auth\nadmin_gui_session_conf = {"secret":"Quiet-Harbour-1","cookie_secure":true}\nadmin_gui_url = http://10.1.2.3:8002\n',
        "3 warning security/session-cookie",
      ],
      [
        "enterprise@2.1",
        'KONG_ENFORCE_RBAC=on\nKONG_ADMIN_GUI_AUTH=ldap-auth-advanced\nKONG_ADMIN_GUI_AUTH_CONF={"ldap_host":"l.x.test"}\nKONG_ADMIN_GUI_SESSION_CONF={"secret":"Quiet-Harbour-1","storage":"kong"}\nKONG_ADMIN_GUI_URL=http://m.x.test:8002\n',
        "4 warning security/session-cookie",
      ],
      [
        "enterprise@2.8",
        'enforce_rbac = on\nadmin_gui_auth = openid-connect\nadmin_gui_auth_conf = {"issuer":"https://i.x.test/","admin_claim":"email"}\n',
        "2 warning enterprise/auth-prerequisites",
      ],
      [
        "enterprise@3.9",
        'KONG_ENFORCE_RBAC=on\nKONG_ADMIN_GUI_AUTH=openid-connect\nKONG_ADMIN_GUI_AUTH_CONF={"issuer":"https://i.x.test/","consumer_claim":["sub"]}\n',
        "3 info enterprise/auth-prerequisites",
      ],
      [
        "enterprise@3.4",
        "enforce_rbac = on\nadmin_gui_auth = basic-auth\nadmin_gui_session_conf = {“secret”:“abcd”}\n",
        "3 error schema/json-value",
      ],
      [
        "enterprise@2.6",
        'KONG_ENFORCE_RBAC=on\nKONG_ADMIN_GUI_AUTH=basic-auth\nKONG_ADMIN_GUI_SESSION_CONF={\\"secret\\":\\"x\\"}\n',
        "3 error schema/json-value",
      ],
    ],
    silent: [
      [
        "enterprise@2.8",
        'enforce_rbac = on\nadmin_gui_auth = basic-auth\nadmin_gui_session_conf = {"secret":"Quiet-Harbour-1","cookie_secure":false}\nadmin_gui_url = http://m.x.test:8002\n',
        /never returns/i,
      ],
      [
        "enterprise@2.8",
        'enforce_rbac = on\nadmin_gui_auth = basic-auth\nadmin_gui_session_conf = {"secret":"Quiet-Harbour-1"}\nadmin_gui_url = http://localhost:8002\n',
        /cookie_secure|never returns/i,
      ],
      [
        "enterprise@3.7",
        'enforce_rbac = on\nadmin_gui_auth = openid-connect\nadmin_gui_auth_conf = {"issuer":"https://i.x.test/","admin_claim":"email"}\n',
        /admin_gui_session_conf/i,
      ],
    ],
  },
  "what control planes and data planes need": {
    told: [
      [
        "enterprise@2.8",
        "role = control_plane\ncluster_cert = /a.crt\ncluster_cert_key = /a.key\ncluster_telemetry_listen = off\n",
        "4 error cluster/hybrid-requirements",
      ],
      [
        "oss@2.4",
        "role=data_plane\ndatabase=off\ncluster_control_plane=cp.x:8005\ncluster_cert=/a.crt\ncluster_cert_key=/a.key\n",
        "1 warning cluster/data-plane-trust",
      ],
      [
        "enterprise@2.3",
        "KONG_ROLE=data_plane\nKONG_DATABASE=off\nKONG_CLUSTER_CONTROL_PLANE=cp.x:8005\nKONG_CLUSTER_TELEMETRY_ENDPOINT=cp.x:8006\nKONG_CLUSTER_CERT=/a.crt\nKONG_CLUSTER_CERT_KEY=/a.key\n",
        "1 warning cluster/data-plane-trust",
      ],
      [
        "enterprise@3.4",
        "role=data_plane\ndatabase=off\ncluster_control_plane=cp.x:8005\ncluster_cert=/a.crt\ncluster_cert_key=/a.key\n",
        "3 warning cluster/control-plane-address",
      ],
      [
        "oss@3.4",
        "role=data_plane\ndatabase=off\ncluster_control_plane=cp.x:8005\ncluster_cert=/tls/a.crt\ncluster_cert_key=/tls/a.crt\n",
        "5 info tls/certificate-as-key",
      ],
      [
        "oss@2.8",
        "KONG_ROLE=control_plane\nKONG_DATABASE=off\nKONG_CLUSTER_CERT=/a.crt\nKONG_CLUSTER_CERT_KEY=/a.key\n",
        "2 error cluster/hybrid-requirements",
      ],
    ],
    silent: [
      [
        "oss@2.6",
        "role=data_plane\ndatabase=off\ncluster_control_plane=cp.x:8005\ncluster_cert=/a.crt\ncluster_cert_key=/a.key\n",
        /lua_ssl_trusted_certificate/i,
      ],
      [
        "enterprise@2.8",
        "role=data_plane\ndatabase=off\ncluster_control_plane=cp.x:8005\ncluster_telemetry_endpoint=cp.x:8006\ncluster_cert=/a.pem\ncluster_cert_key=/a.pem\n",
        /same/i,
      ],
      [
        "enterprise@3.6",
        "KONG_ROLE=data_plane\nKONG_DATABASE=off\nKONG_VITALS=on\nKONG_CLUSTER_CONTROL_PLANE=cp.x:8005\nKONG_CLUSTER_TELEMETRY_ENDPOINT=cp.x:8006\nKONG_CLUSTER_CERT=/a.crt\nKONG_CLUSTER_CERT_KEY=/a.key\n",
        /vitals.{0,30}(effect|remove)/i,
      ],
    ],
  },
  "hosts of databases": {
    told: [
      [
        "oss@2.8",
        "KONG_DATABASE=postgres\nKONG_PG_HOST=db.x.test:5432\n",
        "2 error datastore/pg-host-malformed",
      ],
      ["oss@1.5", "database = postgres\npg_host = ::\n", "2 warning datastore/unspecified-host"],
      ["oss@3.9", "pg_host = postgresql://db.x.test/kong\n", "1 error datastore/pg-host-malformed"],
      ["oss@2.1", "cassandra_contact_points = db1,db2\n", "1 info datastore/unused-connection"],
      [
        "oss@2.1",
        "KONG_CASSANDRA_CONTACT_POINTS=db1\nKONG_PG_USER=kong\n",
        "1 info datastore/unused-connection",
      ],
      [
        "oss@0.14",
        "KONG_DATABASE=postgres\nKONG_PG_HOST=127.0.0.1\n",
        "2 warning datastore/pg-host-loopback-in-container",
      ],
      ["oss@3.4", "KONG_DATABASE=postgres\nKONG_PG_HOST=0.0.0.0\n", "2 warning datastore/unspecified-host"],
      [
        "oss@0.10",
        "database = postgres\ncassandra_contact_points = db1\n",
        "2 info datastore/unused-connection",
      ],
    ],
    silent: [],
  },
  "plugins that are never loaded": {
    told: [
      ["oss@3.9", "plugins = my-plugin, other-one\n", "1 warning schema/plugins-missing-bundled"],
      ["oss@1.2", "KONG_CUSTOM_PLUGINS=a-plugin,b-plugin\n", "1 error deprecated/custom-plugins"],
      [
        "oss@2.8",
        "pluginserver_names = js\npluginserver_js_socket = /s.sock\npluginserver_js_start_cmd = /b/js\npluginserver_js_query_cmd = /b/js --dump\n",
        "1 info schema/pluginserver-unused",
      ],
      [
        "oss@3.9",
        "KONG_PLUGINSERVER_NAMES=py\nKONG_PLUGINSERVER_PY_START_CMD=/b/py\nKONG_PLUGINSERVER_PY_QUERY_CMD=/b/py -d\nKONG_PLUGINS=bundled,key-auth\n",
        "1 info schema/pluginserver-unused",
      ],
      ["oss@2.1", "go_plugins_dir = /opt/go\nplugins = bundled\n", "1 info schema/pluginserver-unused"],
      ["oss@2.8", "plugins = bundled,opentelemetry\n", "1 warning schema/plugin-not-in-release"],
      ["oss@3.4", "plugins = bundled,openid-connect\n", "1 warning schema/plugin-not-in-release"],
    ],
    silent: [["oss@3.0", "plugins = bundled,my-auth\n", /my-auth/i]],
  },
  "claims about a property": {
    told: [
      ["enterprise@3.9", "pg_ssl_version = tlsv1\n", "1 error schema/enum-value"],
      ["enterprise@3.6", "KONG_PG_SSL_VERSION=tls1.2\n", "1 error schema/enum-value"],
      ["oss@0.13", "lua_code_cache = on\n", "1 error deprecated/serf-cluster-keys"],
    ],
    silent: [],
  },
  "a declarative file and a database": {
    told: [
      [
        "oss@1.5",
        "database = cassandra\ndeclarative_config = /x.yml\ncassandra_contact_points = c1\ndb_update_propagation=3\n",
        "2 error datastore/declarative-with-db",
      ],
      [
        "oss@3.9",
        "KONG_DECLARATIVE_CONFIG=/x.yml\nKONG_PG_HOST=db\n",
        "1 warning datastore/declarative-with-db",
      ],
      [
        "oss@2.2",
        "KONG_DATABASE=off\nKONG_DECLARATIVE_CONFIG=/x.yml\nKONG_CASSANDRA_LB_POLICY=RoundRobin\n",
        "3 hint datastore/unused-connection",
      ],
      [
        "enterprise@3.6",
        "database = off\ndeclarative_config = /x.yml\npg_ssl = on\npg_timeout = 3000\n",
        "3 hint datastore/unused-connection",
      ],
    ],
    silent: [["oss@3.9", "database = off\ndeclarative_config = /x.yml\n", /pg_|connection/i]],
  },
  "name servers": {
    told: [
      [
        "oss@2.8",
        "database = postgres\npg_host = pgsql\ndns_resolver = 10.0.0.10:53, 10.0.0.11\n",
        "3 info datastore/host-and-resolver",
      ],
      [
        "oss@1.1",
        "KONG_DATABASE=cassandra\nKONG_CASSANDRA_CONTACT_POINTS=cass1\nKONG_DB_UPDATE_PROPAGATION=5\nKONG_DNS_RESOLVER=172.17.0.1:8600\n",
        "4 info datastore/host-and-resolver",
      ],
      ["oss@3.9", "dns_resolver = consul:8600\n", "1 error schema/dns-values"],
      ["oss@3.9", "dns_resolver = 10.0.0.1 10.0.0.2\n", "1 error syntax/list-separator"],
      ["oss@3.9", "KONG_DNS_RESOLVER=10.0.0.1:53:9\n", "1 error schema/dns-values"],
    ],
    silent: [["oss@3.4", "KONG_PG_HOST=10.0.0.9\nKONG_DNS_RESOLVER=10.0.0.2:8600\n", /dns_resolver/i]],
  },
  "references to variables": {
    told: [
      [
        "oss@3.4",
        "KONG_DB_SECRET=mN4kTzuE8qL\nKONG_PG_PASSWORD={vault://env/db-secret}\n",
        "2 warning vault/env-name-mapping",
      ],
      [
        "enterprise@3.6",
        "KONG_VAULT_ENV_PREFIX=KONG_\nKONG_DB_SECRET=mN4kTzuE8qL\nKONG_PG_PASSWORD={vault://env/kong-db-secret}\n",
        "3 warning vault/env-name-mapping",
      ],
      [
        "oss@3.1",
        "DB_SECRET=mN4#kTzuE8qL\nKONG_PG_PASSWORD={vault://env/db-secret}\n",
        "2 warning vault/hash-in-secret",
      ],
      [
        "enterprise@2.8",
        'KONG_CREDS={"p":"mN4#kTzuE8qL"}\nKONG_PG_PASSWORD={vault://env/kong-creds/p}\n',
        "2 warning vault/hash-in-secret",
      ],
    ],
    silent: [
      [
        "oss@3.4",
        "KONG_DB_SECRET=mN4kTzuE8qL\nKONG_PG_PASSWORD={vault://env/db-secret}\n",
        /no property|ignores/i,
      ],
      [
        "enterprise@3.6",
        "KONG_VAULT_ENV_PREFIX=KONG_\nKONG_DB_SECRET=mN4kTzuE8qL\nKONG_PG_PASSWORD={vault://env/db-secret}\n",
        /looks for|ignores|no property/i,
      ],
      [
        "enterprise@2.8",
        'KONG_CREDS={"p":"mN4#kTzuE8qL"}\nKONG_PG_PASSWORD={vault://env/kong-creds/p}\n',
        /no property|ignores/i,
      ],
      ["oss@3.3", "DB_SECRET=mN4#kTzuE8qL\nKONG_PG_PASSWORD={vault://env/db-secret}\n", /cut|hash/i],
      [
        "oss@3.9",
        "KONG_MY_CERT=abc\nKONG_SSL_CERT={vault://env/kong-my-cert}\nKONG_SSL_CERT_KEY=/k.key\n",
        /no property|ignores/i,
      ],
    ],
  },
  Konnect: {
    told: [
      [
        "enterprise@3.6",
        "role = data_plane\ndatabase = off\ncluster_cert=/a.crt\ncluster_cert_key=/a.key\ncluster_control_plane = x1.eu.cp0.konghq.com\ncluster_telemetry_endpoint = x1.eu.cp0.konghq.com:443\n",
        "5 error cluster/control-plane-address",
      ],
      [
        "enterprise@3.6",
        "role = data_plane\ndatabase = off\ncluster_cert=/a.crt\ncluster_cert_key=/a.key\ncluster_control_plane = x1.eu.cp0.konghq.com\ncluster_telemetry_endpoint = x1.eu.cp0.konghq.com:443\n",
        "6 warning cluster/control-plane-address",
      ],
      [
        "enterprise@3.4",
        "KONG_ROLE=data_plane\nKONG_DATABASE=off\nKONG_CLUSTER_CERT=/a.crt\nKONG_CLUSTER_CERT_KEY=/a.key\nKONG_CLUSTER_CONTROL_PLANE=x1.us.cp0.konghq.com:8005\nKONG_CLUSTER_TELEMETRY_ENDPOINT=https://x1.us.tp0.konghq.com:443\n",
        "5 warning cluster/control-plane-address",
      ],
      [
        "enterprise@3.4",
        "KONG_ROLE=data_plane\nKONG_DATABASE=off\nKONG_CLUSTER_CERT=/a.crt\nKONG_CLUSTER_CERT_KEY=/a.key\nKONG_CLUSTER_CONTROL_PLANE=x1.us.cp0.konghq.com:8005\nKONG_CLUSTER_TELEMETRY_ENDPOINT=https://x1.us.tp0.konghq.com:443\n",
        "6 error cluster/control-plane-address",
      ],
      [
        "oss@3.9",
        "role = data_plane\ndatabase = off\ncluster_cert=/a.crt\ncluster_cert_key=/a.key\ncluster_control_plane = wss://x1.au.cp0.konghq.com:443\n",
        "5 error cluster/control-plane-address",
      ],
    ],
    silent: [
      [
        "enterprise@3.6",
        "role = data_plane\ndatabase = off\ncluster_cert=/a.crt\ncluster_cert_key=/a.key\ncluster_control_plane = x1.eu.cp0.konghq.com\ncluster_telemetry_endpoint = x1.eu.cp0.konghq.com:443\n",
        /8005|8006/i,
      ],
      [
        "oss@3.9",
        "role = data_plane\ndatabase = off\ncluster_cert=/a.crt\ncluster_cert_key=/a.key\ncluster_control_plane = wss://x1.au.cp0.konghq.com:443\n",
        /8005/i,
      ],
    ],
  },
  "Dev Portal, mail, and Vitals": {
    told: [
      ["enterprise@3.0", "vitals = on\nvitals_strategy = influxdb\n", "2 warning enterprise/vitals-strategy"],
      [
        "enterprise@1.5",
        "KONG_VITALS_STRATEGY=prometheus\nKONG_VITALS_STATSD_ADDRESS=s.x:9125\n",
        "1 warning enterprise/vitals-strategy",
      ],
      [
        "enterprise@2.3",
        "portal = on\nportal_gui_host = https://p.x.test:8446\n",
        "2 error enterprise/portal-required",
      ],
      ["enterprise@3.4", "smtp_host = s.x.test\nsmtp_mock = on\n", "2 warning enterprise/smtp"],
      ["oss@2.8", "KONG_PORTAL=on\nKONG_SMTP_HOST=s.x\n", "1 error schema/enterprise-only-property"],
      ["oss@2.8", "KONG_PORTAL=on\nKONG_SMTP_HOST=s.x\n", "2 error schema/enterprise-only-property"],
    ],
    silent: [],
  },
  "every client trusted": {
    told: [
      ["oss@3.9", "KONG_TRUSTED_IPS=0.0.0.0/0\n", "1 warning security/trusted-ips-all"],
      ["oss@0.12", "trusted_ips = ::/0\n", "1 warning security/trusted-ips-all"],
      [
        "oss@3.9",
        "trusted_ips = 10.0.0.0/8,0.0.0.0/0\nreal_ip_recursive = on\n",
        "1 warning security/trusted-ips-all",
      ],
    ],
    silent: [
      [
        "oss@3.9",
        "trusted_ips = 10.0.0.0/8, 192.168.0.0/16\nreal_ip_header = X-Forwarded-For\n",
        /trusted_ips|forge/i,
      ],
    ],
  },
  Cassandra: {
    told: [
      [
        "oss@2.8",
        "KONG_DATABASE=cassandra\nKONG_CASSANDRA_CONTACT_POINTS=a.x.test:9042,b.x.test\nKONG_DB_UPDATE_PROPAGATION=2\n",
        "2 error datastore/cassandra-contact-points",
      ],
      [
        "oss@3.3",
        "database = cassandra\ncassandra_contact_points = c1,c2,c3\n",
        "1 warning datastore/cassandra-propagation",
      ],
      [
        "oss@1.0",
        "database=cassandra\ncassandra_contact_points=http://c1\ndb_update_propagation=5\n",
        "2 error datastore/cassandra-contact-points",
      ],
    ],
    silent: [],
  },
  "one property several times": {
    told: [
      [
        "oss@3.9",
        "nginx_http_lua_shared_dict = a 1m\nnginx_http_lua_shared_dict = b 1m\n",
        "1 warning nginx/multi-value-injection",
      ],
      [
        "oss@2.0",
        "nginx_proxy_add_header = A b\nlog_level = info\nnginx_proxy_add_header = C d\n",
        "1 warning nginx/multi-value-injection",
      ],
    ],
    silent: [],
  },
};

/** An environment file begins with a variable of Kong, everything else is a kong.conf. */
async function findingsOf(release: string, text: string) {
  const isVariables = /^[A-Z_]+=/.test(text);
  const unit = isVariables
    ? readDotenv(new SourceDocument("kong.env", text))
    : readKongConf(new SourceDocument("kong.conf", text));
  return (await lint(linkedOf(unit), { release: { flag: parseRelease(release) } })).findings;
}

describe.each(Object.entries(TROUBLES))("%s", (_, { told, silent }) => {
  test.each(told)("%s %j is told: %s", async (release, text, place) => {
    const findings = await findingsOf(release, text);
    expect(findings.map(({ start, severity, rule }) => `${start.line + 1} ${severity} ${rule}`)).toContain(
      place,
    );
  });

  if (silent.length > 0)
    test.each(silent)("%s %j: nothing says %s", async (release, text, says) => {
      const findings = await findingsOf(release, text);
      expect(findings.filter(({ message }) => says.test(message))).toEqual([]);
    });
});
