import { readdirSync, readFileSync } from "node:fs";
import { join } from "node:path";
import { fileURLToPath } from "node:url";
import { Ajv2020 } from "ajv/dist/2020.js";
import { describe, expect, it } from "vitest";
import { catalogFor, knownReleases } from "../../schemas/catalog.ts";
import { formatRelease, parseRelease } from "../../schemas/release.ts";

const folder = fileURLToPath(new URL("../../schemas/json-schema", import.meta.url));
const read = (name: string) => JSON.parse(readFileSync(join(folder, name), "utf8"));
const index: Readonly<Record<string, readonly string[]>> = read("index.json");

/** A strict instance: an unknown keyword or an impossible type is an error. */
const ajv = new Ajv2020({
  strict: true,
  strictTypes: false,
  allowUnionTypes: true,
  // A property may also be in a namespace.
  allowMatchingProperties: true,
});
const schema = (name: string) => ajv.getSchema(read(name).$id) ?? ajv.compile(read(name));

describe("the published JSON Schemas", () => {
  it("are one for each line of each edition, and every release has one", () => {
    expect(Object.values(index).flat().sort()).toEqual(knownReleases().map(formatRelease).sort());
    const files = readdirSync(folder).filter((name) => name.endsWith(".json") && name !== "index.json");
    expect(files.sort()).toEqual(Object.keys(index).sort());
  });

  it.each(Object.keys(index))("%s is valid", (file) => {
    expect(ajv.validateSchema(read(file))).toBe(true);
  });

  // Compiling is slow: one release of each kind stands for the rest.
  it.each([
    "oss-0.9",
    "oss-0.14",
    "oss-2.8",
    "oss-3.9",
    "enterprise-0.34",
    "enterprise-3.4",
    "enterprise-3.15",
  ])("%s accepts the defaults of its newest release", (line) => {
    const validate = schema(`${line}.json`);
    const newest = parseRelease(index[`${line}.json`]?.at(-1) ?? "");
    if (newest === undefined) throw new Error(line);
    const properties = [...catalogFor(newest).properties.values()].filter(({ dropped }) => !dropped);
    const defaults = properties.flatMap(({ name, default: value }) =>
      value === null ? [] : [[name, value]],
    );
    expect(validate(Object.fromEntries(defaults)), JSON.stringify(validate.errors)).toBe(true);
  });

  it.each([
    [{ log_level: "verbose" }, false],
    [{ log_level: "notice" }, true],
    [{ log_level: "${LEVEL}" }, true],
    [{ database: "cassandra" }, false],
    [{ anonymous_reports: "yes" }, false],
    [{ anonymous_reports: false }, true],
    [{ pg_port: "5432" }, true],
    [{ pg_port: 5432 }, true],
    [{ pg_port: "five" }, false],
    [{ pg_port: "{vault://env/pg-port}" }, true],
    [{ pg_semaphore_timeout: -1 }, false],
    [{ dns_order: "last, SRV,a" }, true],
    [{ dns_order: "LAST,MX" }, false],
    [{ nginx_http_gzip: "on" }, true],
    [{ pg_hots: "localhost" }, false],
    [{ proxy_listen: "0.0.0.0:8000, 0.0.0.0:8443 ssl" }, true],
  ])("Kong 3.9: %j is %s", (configuration, valid) => {
    expect(schema("oss-3.9.json")(configuration)).toBe(valid);
  });

  it("explain the properties", () => {
    expect(read("oss-3.9.json").properties.pg_host.description).toMatch(/PostgreSQL/);
  });
});
