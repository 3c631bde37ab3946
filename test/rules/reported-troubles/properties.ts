import type { Troubles } from "./troubles.ts";

/** With plugins, properties, and references. */
export const PROPERTY_TROUBLES: Troubles = {
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
