import { describe, expect, test } from "vitest";
import { load } from "../../server/loader/load.ts";
import type { Reading } from "../../server/loader/reading.ts";
import { envUnit, guilt, oss, readConf, reported, valueIn, withVariables } from "./read.ts";

/** What only the nodes break on. */
function nodes({ nodeRefusals }: Reading): string[] {
  return nodeRefusals.map(({ check, property, crash }) => `${check} ${property}${crash ? " breaks" : ""}`);
}

describe("the DNS client that every load starts last", () => {
  test.each([
    ["dns_order =\n", ["0.11.0", "2.8.5", "3.7.1"], "dns-client dns_order dns_order ="],
    ["dns_cache_size = 0\n", ["2.7.0", "3.7.1"], "dns-client dns_cache_size 0"],
    ["dns_cache_size = 0.99 # n\n", ["2.7.0", "3.7.1"], "dns-client dns_cache_size 0.99"],
    ["resolver_error_ttl = -0.1\n", ["3.8.0", "3.9.3"], "dns-client resolver_error_ttl -0.1"],
  ])("breaks on %j", (text, versions, expected) => {
    for (const version of versions) {
      const reading = readConf(text, version);
      expect([version, guilt(reading)]).toEqual([version, [expected]]);
      expect(reading.refusals()[0]?.crash).toBe(true);
      expect(nodes(reading)).toEqual([]);
    }
  });

  test.each([
    ["dns_order =\n", ["0.10.4", "3.8.0", "3.9.3"]],
    ["dns_cache_size = 0\n", ["2.6.1", "3.8.0", "3.9.3"]],
    ["dns_cache_size = 1\n", ["2.7.0", "3.7.1"]],
    ["dns_cache_size = nan\n", ["2.7.0", "3.7.1"]],
    ["dns_cache_size =\n", ["2.7.0", "3.7.1"]],
    ["resolver_error_ttl = -1\n", ["3.7.1"]],
    ["resolver_error_ttl = -0\n", ["3.8.0", "3.9.3"]],
  ])("takes %j in other releases, or next to it", (text, versions) => {
    for (const version of versions) expect([version, guilt(readConf(text, version))]).toEqual([version, []]);
  });

  test("an empty variable is an empty list", () => {
    expect(guilt(readConf("", "3.7.1", withVariables({ KONG_DNS_ORDER: "" })))).toEqual([
      "dns-client dns_order -",
    ]);
    expect(guilt(load(envUnit("KONG_DNS_ORDER=\n"), oss("0.11.2")))).toEqual([
      "dns-client dns_order KONG_DNS_ORDER=",
    ]);
  });

  test("it is the last step, and stops at its own first error", () => {
    const texts = "dns_cache_size = 0\ndns_order =\n";
    const first = (text: string) => reported(readConf(text, "3.7.1")).map(({ property }) => property);
    expect(first(texts)).toEqual(["dns_order"]);
    expect(first(`${texts}proxy_listen = x\n`)).toEqual(["proxy_listen"]);
    expect(first(`${texts}admin_gui_url = x\n`)).toEqual(["admin_gui_url"]);
  });
});

describe("the DNS client of the nodes", () => {
  test.each(["3.8.0", "3.9.3"])("breaks in %s on what the command accepts", (version) => {
    const reading = readConf("dns_order =\ndns_cache_size = 0\n", version);
    expect(reading.accepted).toBe(true);
    expect(valueIn(reading, "dns_cache_size")).toBe(0);
    expect(nodes(reading)).toEqual(["dns-client dns_order breaks", "dns-client dns_cache_size breaks"]);
    expect(reading.losses).toEqual([]);
  });

  test("is the newer one where that is on, and unknown where the switch is", () => {
    expect(nodes(readConf("dns_order =\nnew_dns_client = on\n"))).toEqual([]);
    expect(nodes(readConf("dns_order =\nnew_dns_client = ${CLIENT}\n"))).toEqual([]);
    expect(nodes(readConf("dns_order =\nnew_dns_client = yes\n"))).toEqual(["dns-client dns_order breaks"]);
  });
});
