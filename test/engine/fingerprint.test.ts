import { expect, test } from "vitest";
import { fingerprints } from "../../server/engine/fingerprint.ts";
import { amount } from "../depth.ts";

const RULES = ["schema/enum-value", "schema/unknown-property", "syntax/quoted-value"];

test("a fingerprint is 16 hexadecimal digits", () => {
  const findings = RULES.map((rule) => ({ rule, address: "pg_host" }));
  for (const print of fingerprints("kong.conf", findings)) expect(print).toMatch(/^[0-9a-f]{16}$/);
});

test("the findings of a large repository are told apart", () => {
  const all = new Set<string>();
  // With half of the digits about fifteen of these would share one with another.
  const files = amount(30_000);
  for (let file = 0; file < files; file++) {
    const findings = RULES.flatMap((rule) => [
      { rule, address: "pg_host" },
      { rule, address: "pg_host" },
      { rule, address: "pg_port" },
      { rule, address: "pg_user" },
    ]);
    for (const print of fingerprints(`services/${file}/kong.conf`, findings)) all.add(print);
  }
  expect(all.size).toBe(files * 12);
});

test("a fingerprint depends on rule, path, address and the ordinal among equals, and not on the separator", () => {
  const one = (path: string, rule: string, address: string) => fingerprints(path, [{ rule, address }])[0];
  const print = one("a/kong.conf", "schema/enum-value", "log_level");
  expect(one("a\\kong.conf", "schema/enum-value", "log_level")).toBe(print);
  expect(one("b/kong.conf", "schema/enum-value", "log_level")).not.toBe(print);
  expect(one("a/kong.conf", "schema/number-range", "log_level")).not.toBe(print);
  expect(one("a/kong.conf", "schema/enum-value", "role")).not.toBe(print);
  const twice = { rule: "schema/enum-value", address: "log_level" };
  const [first, second] = fingerprints("a/kong.conf", [twice, twice]);
  expect([first, second === print]).toEqual([print, false]);
});
