import { describe, expect, test } from "vitest";
import { defaultHost } from "../../server/loader/host-environment.ts";
import { load } from "../../server/loader/load.ts";
import { confUnit, envUnit, lost, oss, readConf, valueIn, withVariables } from "./read.ts";

describe("comments within a value", () => {
  test.each([
    ["0.10.3", "a#b", "a"],
    ["0.10.4", "ab#c", "a"],
    ["3.1.1", "ab#c", "a"],
    ["3.2.0", "ab#c", "ab"],
    ["3.1.1", "#lead", "#lead"],
    ["3.2.0", "#lead", undefined],
    ["0.10.3", "a\\#b", "a\\"],
    ["0.10.4", "a\\#b", "a#b"],
    ["3.9.3", "a\\#b # c", "a#b"],
    ["3.9.3", "a  #b", "a"],
  ])("%s reads %s", (version, written, read) => {
    expect(valueIn(readConf(`pg_password = ${written}\n`, version), "pg_password")).toBe(read);
  });

  test("the byte before # goes with it in 0.10.4–3.1, of a longer character its last byte", () => {
    expect(valueIn(readConf("pg_password = aé#c\n", "2.8.5"), "pg_password")).toBe("a\udcc3");
  });

  test("in a variable: cut through 1.3, kept from 1.4 on", () => {
    const read = (version: string) =>
      valueIn(
        load(confUnit(""), oss(version), { ...defaultHost, ...withVariables({ KONG_PG_PASSWORD: "ab#c" }) }),
        "pg_password",
      );
    expect([read("1.3.1"), read("1.4.0"), read("3.1.1"), read("3.2.0")]).toEqual([
      "a",
      "ab#c",
      "ab#c",
      "ab#c",
    ]);
  });
});

describe("types", () => {
  test("a text that is a whole number is read as one first", () => {
    expect(valueIn(readConf("pg_password = 007\n"), "pg_password")).toBe("7");
    expect(valueIn(readConf("pg_password = 5 kB\n"), "pg_password")).toBe("5");
    expect(lost(readConf("pg_password = 5 kB\n"))).toEqual(["number-normalised 5 kB"]);
    expect(lost(readConf("pg_password = 1e5\n"))).toEqual(["number-normalised 1e5"]);
    expect(lost(readConf("pg_password = 15\n"))).toEqual([]);
  });

  test.each(["pg_password = 5 kB\r\n", "pg_password = 5 kB \n", "pg_password = 5 kB\t\r\npg_user = a\r\n"])(
    "a unit must end the line: %j stays text",
    (text) => {
      for (const version of ["0.14.1", "3.9.3"]) {
        const reading = readConf(text, version);
        expect(valueIn(reading, "pg_password")).toBe("5 kB");
        expect(lost(reading)).toEqual([]);
      }
    },
  );

  test.each([
    ["plugins = _blank_\n", []],
    ["plugins = _blank_ \n", [""]],
    ["plugins = _blank_\r\n", [""]],
    ["plugins = x_blank_ \n", ["x", ""]],
    ["plugins = x_blank_c \n", ["x", "c"]],
  ])("where the reader splits a text, blanks at the end of the line are an item: %j", (text, items) => {
    expect(valueIn(readConf(text, "2.8.5"), "plugins")).toEqual(items);
  });

  test("a number stays none where it is no number", () => {
    const reading = readConf("pg_port = 10s\n");
    expect(valueIn(reading, "pg_port")).toBeUndefined();
    expect(lost(reading)).toEqual(["not-a-number 10s"]);
  });

  test("switches know on and true, nginx's own know on alone", () => {
    const reading = readConf("pg_ssl = yes\nanonymous_reports = false\nnginx_daemon = true\n");
    expect(valueIn(reading, "pg_ssl")).toBe(false);
    expect(valueIn(reading, "nginx_daemon")).toBe("off");
    expect(lost(reading)).toEqual(["boolean-not-understood yes", "boolean-not-understood true"]);
  });

  test("an empty value takes the default away", () => {
    const reading = readConf("pg_user =\nplugins =\n");
    expect(valueIn(reading, "pg_user")).toBeUndefined();
    expect(valueIn(reading, "plugins")).toEqual([]);
    expect(reading.losses.map(({ reason, property }) => [reason, property])).toEqual([
      ["empty", "pg_user"],
      ["empty", "plugins"],
    ]);
  });

  test("a property without a default loses nothing by an empty value", () => {
    expect(lost(readConf("pg_password =\n"))).toEqual([]);
  });
});

describe("lines", () => {
  test("the last of several lines wins", () => {
    const reading = readConf("log_level = warn\npg_port = 1\nlog_level = info\n");
    expect(valueIn(reading, "log_level")).toBe("info");
    expect(lost(reading)).toEqual(["overridden-by-later-line log_level = warn"]);
    expect(reading.losses[0]?.winner?.writtenValue).toBe("info");
  });

  test("a section hides what follows, and is the value of the property of its name", () => {
    const reading = readConf("[pg_port]\nlog_level = debug\n", "2.8.5");
    expect(valueIn(reading, "log_level")).toBe("notice");
    expect(valueIn(reading, "pg_port")).toBeUndefined();
    expect(lost(reading)).toEqual(["hidden-by-section log_level = debug"]);
  });

  test("lines without = under a section are the items of its list", () => {
    expect(valueIn(readConf("[plugins]\nbundled\nacl\n", "2.8.5"), "plugins")).toEqual(["bundled", "acl"]);
  });

  test("unknown names, and lines that are no assignment, are lost", () => {
    expect(lost(readConf("foo = 1\nbar\nlog_level = warn\\\n"))).toEqual([
      "unknown-key foo",
      "not-an-assignment bar",
      "not-an-assignment log_level = warn",
    ]);
  });
});

describe("layers", () => {
  test("a variable wins over the file", () => {
    const reading = readConf("log_level = warn\n", "3.9.3", withVariables({ KONG_LOG_LEVEL: "info" }));
    expect(valueIn(reading, "log_level")).toBe("info");
    expect(reading.properties.get("log_level")?.provenance).toEqual({
      kind: "variable",
      variable: "KONG_LOG_LEVEL",
    });
    expect(lost(reading)).toEqual(["overridden-by-environment log_level = warn"]);
  });

  test("variables of a linted file count, in capitals only", () => {
    const reading = load(envUnit("KONG_PG_PORT=5433\nkong_pg_user=me\n"), oss("3.9.3"));
    expect(valueIn(reading, "pg_port")).toBe(5433);
    expect(valueIn(reading, "pg_user")).toBe("kong");
  });

  test("an alias gives its value where the property has none of its own", () => {
    const reading = readConf("nginx_daemon = off\nreal_ip_header = X\nnginx_proxy_real_ip_header = Y\n");
    expect(valueIn(reading, "nginx_main_daemon")).toBe("off");
    expect(reading.properties.get("nginx_main_daemon")?.provenance.kind).toBe("alias");
    expect(valueIn(reading, "nginx_proxy_real_ip_header")).toBe("Y");
    expect(lost(reading)).toEqual(["alias-not-used X"]);
  });

  test("names in a namespace are taken along, from 2.3 on only where it begins them", () => {
    expect(valueIn(readConf("nginx_http_foo = 1\n"), "nginx_http_foo")).toBe("1");
    expect(readConf("xnginx_http_foo = 1\n", "2.2.2").accepted).toBe(false);
    expect(readConf("xnginx_http_foo = 1\n", "2.3.0").accepted).toBe(true);
  });

  test("a cipher suite overwrites what is written", () => {
    const reading = readConf("ssl_cipher_suite = modern\nssl_ciphers = X\n");
    expect(valueIn(reading, "ssl_ciphers")).toBeUndefined();
    expect(reading.properties.get("ssl_ciphers")?.provenance).toEqual({
      kind: "derived",
      by: "ssl_cipher_suite",
    });
  });
});
