import { describe, expect, test } from "vitest";
import { type Catalog, catalogFor } from "../../schemas/catalog.ts";
import { planUpgrade } from "../../server/upgrade/plan-upgrade.ts";
import { linkedOf } from "../sources.ts";
import { readUnit, release } from "./upgrade-pairs.ts";

const upgrades = [
  ["oss@0.9", "oss@0.10"],
  ["oss@0.10", "oss@0.12"],
  ["oss@0.12", "oss@0.13"],
  ["oss@0.13", "oss@1.0"],
  ["oss@0.14", "oss@1.0"],
  ["oss@1.5", "oss@2.8"],
  ["oss@2.8", "oss@3.4"],
  ["oss@3.4", "oss@3.9"],
  ["enterprise@0.33", "enterprise@0.34"],
  ["enterprise@0.34", "enterprise@1.3"],
  ["enterprise@1.5", "enterprise@2.8"],
  ["enterprise@2.8", "enterprise@3.10"],
  ["enterprise@3.4", "enterprise@3.15"],
  ["enterprise@2.8", "oss@3.9"],
] as const;

/** Every property that a release documents, at its default or at something of its type. */
function everything(catalog: Catalog): string {
  return [...catalog.properties.values()]
    .filter(({ documented, dropped }) => documented === true && dropped !== true)
    .map(({ name, type, default: value }) => `${name} = ${value || (type === "number" ? "1" : "on")}`)
    .join("\n");
}

describe.each(upgrades)("%s to %s", (from, to) => {
  const before = catalogFor(release(from));
  const after = catalogFor(release(to));

  test("every property that goes away is in the plan", async () => {
    const plan = await planUpgrade(linkedOf(readUnit(everything(before))), release(from), release(to));
    const told = new Set(plan.items.map(({ property }) => property));
    const silent = [...before.properties.values()]
      .filter(
        ({ name, documented, dropped }) => documented === true && dropped !== true && !after.knows(name),
      )
      .map(({ name }) => name)
      .filter((name) => !told.has(name));
    expect(silent).toEqual([]);
  });

  test("every default that changes is in the plan of a file that sets nothing", async () => {
    const plan = await planUpgrade(
      linkedOf(readUnit("anonymous_reports = off\n")),
      release(from),
      release(to),
    );
    const told = new Set(plan.items.map(({ property }) => property));
    const words = (value: string | null) => (value ?? "").toLowerCase().replaceAll(/\s*,\s*/g, ",");
    const silent = [...after.properties.values()]
      .filter(({ name, documented, default: value }) => {
        const old = before.property(name);
        return documented === true && old?.documented === true && words(old.default) !== words(value);
      })
      .map(({ name }) => name)
      // Settings of a database, a role or a feature that the file does not use; listeners whose TLS address stood apart
      // until 0.12 and is now in the list; the ciphers, which the suite decides.
      .filter((name) => !/^(?:cassandra|cluster|portal|wasm)_|^ssl_ciphers$/.test(name))
      .filter((name) => before.property(`${name}_ssl`) === undefined && !told.has(name));
    expect(silent).toEqual([]);
  });
});
