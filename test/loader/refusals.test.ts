import { describe, expect, test } from "vitest";
import { load } from "../../server/loader/load.ts";
import { confUnit, everyRelease, guilt, lost, readConf, reported, valueIn, withVariables } from "./read.ts";

describe("refusals stand on the characters that cause them", () => {
  test.each([
    ["log_level = wrn # x\n", "3.9.3", ["enum log_level wrn"]],
    ["trusted_ips = 10.0.0.1, 10.0.0.999 ,::1\n", "3.9.3", ["trusted-ips trusted_ips 10.0.0.999"]],
    ["proxy_listen = 0.0.0.0:80 ssl, 0.0.0.0:81 sll\n", "3.9.3", ["listen-entry proxy_listen sll"]],
    ["proxy_listen = 0.0.0.0:80, \\\n  nowhere\n", "3.9.3", ["listen-entry proxy_listen nowhere"]],
    ["ssl_cert = /a.pem\n", "3.9.3", ["certificate-pair ssl_cert_key /a.pem"]],
    ["pg_user = 5\n", "2.8.5", ["not-a-string pg_user 5"]],
    ["dns_resolver = 8.8.8.8, x\n", "3.9.3", ["dns-resolver dns_resolver x"]],
    ["[pg_user]\n", "2.8.5", ["section-as-value pg_user -"]],
    ["ssl_cipher_suite =\n", "3.9.3", ["cipher-suite ssl_cipher_suite ssl_cipher_suite ="]],
    ["[\n", "3.9.3", ["section-syntax  ["]],
  ])("%j in %s", (text, version, expected) => {
    expect(guilt(readConf(text, version))).toEqual(expected);
  });

  test("all are told, those that Kong would come to are marked", () => {
    const reading = readConf("log_level = x\nproxy_listen = y\npg_backlog = -1\n");
    expect(reading.refusals().map(({ property }) => property)).toEqual([
      "log_level",
      "pg_backlog",
      "proxy_listen",
    ]);
    expect(reported(reading).map(({ property }) => property)).toEqual(["log_level", "pg_backlog"]);
  });

  test("of an alias the replacement is named, and what is written shown", () => {
    const [refusal] = readConf("opentelemetry_tracing = bogus\n").refusals();
    expect(refusal).toMatchObject({ property: "tracing_instrumentations", text: "bogus" });
    expect(refusal?.assignment?.property).toBe("opentelemetry_tracing");
  });

  test("a missing file is the one item that is missing", () => {
    const reading = readConf("ssl_cert = /a,b\nssl_cert_key = /k,/l\n", "3.9.3", {
      exists: (path) => path !== "/b",
    });
    expect(guilt(reading)).toEqual(["missing-file ssl_cert b"]);
  });

  test("where a value is refused or unusable, its loss is not told twice", () => {
    const reading = readConf("cluster_max_payload = 5m\n");
    expect(guilt(reading)).toEqual(["unset-number cluster_max_payload 5m"]);
    expect(reading.refusals()[0]?.crash).toBe(true);
    expect(lost(reading)).toEqual([]);
  });
});

describe("what is not known before run time", () => {
  test("is neither checked nor lost, nor is what depends on it", () => {
    const reading = readConf(
      "log_level = ${LEVEL}\npg_port = {{ port }}\nproxy_listen = ${LISTEN}\nssl_cert = /a\n",
    );
    expect(reading.refusals()).toEqual([]);
    expect(reading.losses).toEqual([]);
    expect(reading.properties.get("log_level")).toMatchObject({ opaque: true, value: undefined });
  });

  test("includes references to vaults that nothing here can answer", () => {
    const reading = readConf("pg_port = {vault://env/pg-port}\npg_password = {vault://hcv/a/b}\n");
    expect(reading.properties.get("pg_port")?.opaque).toBe(true);
    expect(reading.properties.get("pg_password")?.opaque).toBe(true);
    expect(reading.accepted).toBe(true);
  });
});

describe("references to vaults", () => {
  const text = "pg_port = {vault://env/pg-port}\n";

  test("are resolved", () => {
    expect(valueIn(readConf(text, "3.9.3", withVariables({ PG_PORT: "5433" })), "pg_port")).toBe(5433);
  });

  test("of a whole environment that lacks the variable are refused by start, and from 3.3 on not by check", () => {
    const answers = (version: string, mode: "check" | "start") =>
      guilt(readConf(text, version, { ...withVariables({}), mode }));
    expect(answers("3.9.3", "start")).toEqual(["vault-reference pg_port {vault://env/pg-port}"]);
    expect(answers("3.9.3", "check")).toEqual([]);
    expect(answers("3.2.2", "check")).toEqual(["vault-reference pg_port {vault://env/pg-port}"]);
  });

  test("in a list are looked at one by one from 3.9 on", () => {
    const variables = withVariables({ A: "10.0.0.1" });
    const list = "trusted_ips = {vault://env/a}, ::1\n";
    expect(valueIn(readConf(list, "3.9.3", variables), "trusted_ips")).toEqual(["10.0.0.1", "::1"]);
    expect(guilt(readConf(list, "3.8.1", variables))).toEqual(["trusted-ips trusted_ips {vault://env/a}"]);
  });
});

describe("every release", () => {
  test.each(everyRelease)("$edition $version accepts an empty file", (release) => {
    const reading = load(confUnit(""), release);
    expect({ refusals: reading.refusals(), losses: reading.losses }).toEqual({ refusals: [], losses: [] });
  });

  test("Enterprise refuses what its open-source base refuses, and nothing of its own", () => {
    const read = (text: string) => guilt(load(confUnit(text), { edition: "enterprise", version: "3.4" }));
    expect(read("log_level = x\n")).toEqual(["enum log_level x"]);
    expect(
      read("admin_gui_auth = x\nportal_gui_protocol = ftp\nenforce_rbac = maybe\nsmtp_port = x\n"),
    ).toEqual([]);
  });
});
