import { readFileSync } from "node:fs";
import { fileURLToPath } from "node:url";
import { describe, expect, it } from "vitest";
import { catalogFor, knownReleases } from "../../schemas/catalog.ts";
import type { Property } from "../../schemas/property.ts";
import { validators } from "../../schemas/validators/generated/validators.js";
import { shapeKey, shapeOf } from "../../schemas/validators/shape.ts";
import { validatorFor } from "../../schemas/validators/validator-for.ts";
import { validatorSchema } from "../../tools/generators/validator-schema.ts";
import { validatorAjv } from "../../tools/generators/validators.ts";
import fc from "../fast-check.ts";

const byShape = new Map<string, Property>();
for (const release of knownReleases())
  for (const property of catalogFor(release).properties.values())
    byShape.set(shapeKey(shapeOf(property)), property);

function property(name: string, version = "3.9.3"): Property {
  const found = catalogFor({ edition: "oss", version }).property(name);
  if (found === undefined) throw new Error(name);
  return found;
}

describe("the generated validators", () => {
  it("are there for every shape of every release, and for no other", () => {
    expect([...validators.keys()].sort()).toEqual([...byShape.keys()].sort());
  });

  it("need nothing at run time", () => {
    const path = fileURLToPath(new URL("../../schemas/validators/generated/validators.js", import.meta.url));
    expect(readFileSync(path, "utf8")).not.toMatch(/\brequire\(|\bimport\b/);
  });

  it("agree with Ajv", () => {
    for (const each of byShape.values()) {
      const compiled = validatorAjv().compile(validatorSchema(shapeOf(each)));
      const words = [...(each.enum ?? []), ...(each.itemEnum ?? []), ...(each.rejectedValues ?? [])];
      const word = fc.oneof(fc.string(), words.length > 0 ? fc.constantFrom(...words) : fc.constant("on"));
      const value = fc.oneof(
        fc.boolean(),
        fc.integer(),
        fc.double(),
        word,
        fc.array(word),
        fc.constant(undefined),
      );
      const validate = validatorFor(each);
      fc.assert(
        fc.property(value, (any) => {
          expect(validate(any)).toBe(compiled(any));
          expect(validate.violations(any)).toHaveLength(compiled.errors?.length ?? 0);
        }),
        { numRuns: 30 },
      );
    }
  });

  it("say what is wrong", () => {
    expect(validatorFor(property("log_level")).violations("loud")).toEqual([
      { rule: "enum", allowed: ["debug", "info", "notice", "warn", "error", "crit", "alert", "emerg"] },
    ]);
    expect(validatorFor(property("pg_semaphore_timeout")).violations(-0.5)).toEqual([
      { rule: "min", limit: 0 },
      { rule: "integer" },
    ]);
    expect(validatorFor(property("worker_state_update_frequency")).violations(0)).toEqual([
      { rule: "exclusive-min", limit: 0 },
    ]);
    expect(validatorFor(property("lua_max_uri_args")).violations(1001)).toEqual([
      { rule: "max", limit: 1000 },
    ]);
    expect(validatorFor(property("dns_order")).violations(["LAST", "mx", "a"])).toEqual([
      {
        rule: "item-enum",
        item: 1,
        allowed: ["LAST", "SRV", "A", "AAAA", "CNAME"].sort((a, b) => order(a) - order(b)),
      },
    ]);
    expect(validatorFor(property("pg_port")).violations("x")).toEqual([{ rule: "type" }]);
    expect(validatorFor(property("pg_port")).violations(5432)).toEqual([]);
  });

  it("follow the release", () => {
    expect(validatorFor(property("database", "3.3.1"))("cassandra")).toBe(true);
    expect(validatorFor(property("database", "3.4.0"))("cassandra")).toBe(false);
    expect(validatorFor(property("router_consistency"))("anything")).toBe(true);
  });
});

function order(word: string): number {
  return property("dns_order").itemEnum?.indexOf(word) ?? -1;
}
