import { Ajv2020 } from "ajv/dist/2020.js";
import { describe, expect, it, test } from "vitest";
import { catalogFor } from "../../schemas/catalog.ts";
import { envSchema } from "../../schemas/json-schema/env-schema.ts";
import { knownReleases } from "../../schemas/known-releases.ts";

const ajv = () => new Ajv2020({ strict: false });
const catalog = catalogFor({ edition: "oss", version: "3.4.2" });

test.each(["helm-env", "compose"] as const)("%s: the schema of every release is one", (target) => {
  const validator = ajv();
  for (const release of knownReleases().filter((_, index) => index % 10 === 0))
    expect(validator.validateSchema(envSchema(target, catalogFor(release))), release.version).toBe(true);
});

describe("values of Helm", () => {
  const check = ajv().compile(envSchema("helm-env", catalog));
  it.each([
    [{ env: { log_level: "debug", database: "off", pg_ssl: true, pg_port: 5432 } }],
    [{ env: { pg_password: { valueFrom: { secretKeyRef: { name: "s", key: "p" } } }, LOG_LEVEL: "debug" } }],
    [{ kong: { env: { nginx_http_client_max_body_size: "8m" } }, replicaCount: 2 }],
    [{ env: null, proxy: { enabled: true } }],
  ])("%j is accepted", (values) => expect(check(values)).toBe(true));
  it.each([
    [{ env: { log_levl: "debug" } }],
    [{ env: { KONG_LOG_LEVEL: "debug" } }],
    [{ env: { database: false } }],
    [{ env: { real_ip_recursive: true } }],
    [{ env: { pg_password: 12345678 } }],
    [{ gateway: { env: { log_level: "loud" } } }],
    [{ env: { plugins: ["bundled"] } }],
  ])("%j is refused", (values) => expect(check(values)).toBe(false));
});

describe("Compose files", () => {
  const check = ajv().compile(envSchema("compose", catalog));
  const file = (environment: unknown, image = "kong:3.4") => ({ services: { gw: { image, environment } } });
  it.each([
    [file({ KONG_DATABASE: "off", KONG_PG_PASSWORD_FILE: "/run/secrets/pg", TZ: "UTC", KONG_PG_HOST: null })],
    [file(["KONG_DATABASE=off"])],
    [file({ KONG_LOG_LEVEL: "${LEVEL:-debug}", KONG_NGINX_HTTP_GZIP: "on" })],
    [file({ KONG_ADDRESS: "http://kong:8001" }, "kong/deck:1.38")],
  ])("%j is accepted", (value) => expect(check(value)).toBe(true));
  it.each([
    [file({ KONG_LOG_LEVL: "debug" })],
    [file({ KONG_LOG_LEVEL: "loud" })],
    [file({ KONG_DATABASE: false })],
  ])("%j is refused", (value) => expect(check(value)).toBe(false));
});
