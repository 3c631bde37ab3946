import { describe, expect, test } from "vitest";
import { load } from "../../server/loader/load.ts";
import { envUnit, guilt, lost, oss, readConf, valueIn, withVariables } from "./read.ts";

/** What Kong makes of a file of variables. */
function readEnv(text: string, version = "3.9.3") {
  return load(envUnit(text), oss(version));
}

describe("variables whose names are not in capitals", () => {
  test.each([
    ["kong_nginx_http_foo", "nginx_http_foo", ["0.14.0", "2.2.2", "2.3.0", "3.9.3"]],
    ["KONG_nginx_http_foo", "nginx_http_foo", ["0.14.0", "3.9.3"]],
    ["Kong_Nginx_Proxy_Foo", "nginx_proxy_foo", ["0.14.0", "3.9.3"]],
    ["kong_nginx_http_large_client_header_buffers", "nginx_http_large_client_header_buffers", ["3.9.3"]],
    ["kong_vault_foo", "vault_foo", ["2.8.0", "3.9.3"]],
    ["kong_vault_env_prefix", "vault_env_prefix", ["3.3.0", "3.9.3"]],
    ["kong_pluginserver_go_socket", "pluginserver_go_socket", ["2.3.0", "3.9.3"]],
    ["KONG_XNGINX_HTTP_FOO", "nginx_http_foo", ["0.14.0", "2.2.2"]],
  ])("%s: the name counts, the value does not, and Kong refuses it", (variable, property, versions) => {
    for (const version of versions) {
      const refusal = `name-without-value ${property}`;
      expect([version, guilt(readConf("", version, withVariables({ [variable]: "1" })))]).toEqual([
        version,
        [`${refusal} -`],
      ]);
      expect([version, guilt(readEnv(`${variable}=1\n`, version))]).toEqual([
        version,
        [`${refusal} ${variable}`],
      ]);
    }
  });

  test.each([
    ["kong_pg_host", ["0.9.9", "3.9.3"]],
    ["kong_nginx_daemon", ["0.9.9", "3.9.3"]],
    ["kong_nginx_http_foo", ["0.13.1"]],
    ["kong_vault_foo", ["2.7.2"]],
    ["kong_nginx_http_client_max_body_size", ["2.1.0", "3.9.3"]],
    ["kong_nginx_http_ssl_protocols", ["2.3.0", "3.9.3"]],
    ["KONG_XNGINX_HTTP_FOO", ["0.13.1", "2.3.0"]],
  ])("%s is ignored", (variable, versions) => {
    for (const version of versions) {
      const reading = readConf("", version, withVariables({ [variable]: "1" }));
      const names = [...readConf("", version, withVariables({})).changed.keys()];
      expect([version, guilt(reading), [...reading.changed.keys()]]).toEqual([version, [], names]);
    }
  });

  test("a name for which Kong has a type is the text `true`", () => {
    const reading = readEnv("kong_nginx_wasm_main_shm_kv=12m\n");
    expect(reading.accepted).toBe(true);
    expect(valueIn(reading, "nginx_wasm_main_shm_kv")).toBe("true");
  });

  test("where the name is also there in capitals, that value counts", () => {
    const reading = readEnv("kong_nginx_http_foo=1\nKONG_NGINX_HTTP_FOO=2\n");
    expect(guilt(reading)).toEqual([]);
    expect(valueIn(reading, "nginx_http_foo")).toBe("2");
    expect(lost(reading)).toEqual(["unknown-key kong_nginx_http_foo"]);
  });
});
