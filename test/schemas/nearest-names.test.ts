import { describe, expect, it } from "vitest";
import { catalogFor, knownReleases, newestRelease } from "../../schemas/catalog.ts";
import { meanings } from "../../schemas/meanings.ts";
import { SAFE } from "../../schemas/nearest-names.ts";
import { amount } from "../depth.ts";
import fc from "../fast-check.ts";

const enterprise = catalogFor(newestRelease("enterprise"));
const oss = catalogFor(newestRelease("oss"));

describe("nearest names", () => {
  it.each([
    ["pg_username", "pg_user"],
    ["pg_pass", "pg_password"],
    ["postgres_host", "pg_host"],
    ["db_host", "pg_host"],
    ["database_type", "database"],
    ["admin_port", "admin_listen"],
    ["ssl_certificate", "ssl_cert"],
    ["log_file", "proxy_error_log"],
    ["access_log", "proxy_access_log"],
    ["rbac", "enforce_rbac"],
    ["admin_gui_ssl_key", "admin_gui_ssl_cert_key"],
    ["worker_connections", "nginx_events_worker_connections"],
    ["proxylisten", "proxy_listen"],
    ["loglevel", "log_level"],
    ["plugin", "plugins"],
    ["KONG_PG_HOST", "pg_host"],
    ["export_KONG_DATABASE", "database"],
    ["ssl_cret", "ssl_cert"],
    ["databse", "database"],
  ])("%s is %s", (written, meant) => {
    const [best] = enterprise.nearest(written);
    expect(best?.name).toBe(meant);
    expect(best?.score).toBeGreaterThanOrEqual(SAFE);
  });

  it.each([
    "redis_host",
    "mysql_host",
    "rate_limiting",
    "license_path",
    "jwt_secret",
    "proxy_connect_timeout",
    "x",
    "",
    "port",
  ])("nothing is sure for %j", (written) => {
    for (const { score } of enterprise.nearest(written)) expect(score).toBeLessThan(SAFE);
  });

  it("does not take another word for a slip", () => {
    for (const [written, other] of [
      ["pg_pots", "pg_host"],
      ["admin_list", "admin_listen"],
    ] as const)
      expect(enterprise.nearest(written).every(({ name, score }) => name !== other || score < 0.95)).toBe(
        true,
      );
  });

  it("offers only what the release knows", () => {
    expect(
      catalogFor({ edition: "oss", version: "0.12.3" })
        .nearest("worker_connections")
        .map(({ name }) => name),
    ).not.toContain("nginx_events_worker_connections");
    fc.assert(
      fc.property(
        fc.constantFrom(...knownReleases()),
        fc.constantFrom(...Object.keys(meanings)),
        (release, written) => {
          const catalog = catalogFor(release);
          for (const { name } of catalog.nearest(written, 10)) expect(catalog.knows(name)).toBe(true);
        },
      ),
    );
  });

  it("finds a property again after one slip of the keyboard", () => {
    const slip = fc.tuple(
      fc.constantFrom(...enterprise.properties.keys()),
      fc.nat(),
      fc.nat({ max: 25 }),
      fc.nat({ max: 3 }),
    );
    let tried = 0;
    let found = 0;
    fc.assert(
      fc.property(slip, ([name, place, letter, kind]) => {
        const written = misspell(name, place % name.length, String.fromCharCode(97 + letter), kind);
        if (enterprise.knows(written) || name.includes("XXX")) return;
        tried++;
        if (enterprise.nearest(written)[0]?.name === name) found++;
      }),
      { numRuns: amount(400), seed: 34 },
    );
    expect(found / tried).toBeGreaterThan(0.95);
  });

  it("puts the best first, keeps to the limit, and answers any text", () => {
    fc.assert(
      fc.property(fc.string(), fc.nat({ max: 6 }), (written, limit) => {
        const near = oss.nearest(written, limit);
        expect(near.length).toBeLessThanOrEqual(limit);
        const scores = near.map(({ score }) => score);
        expect(scores).toEqual([...scores].sort((a, b) => b - a));
      }),
      { numRuns: 50 },
    );
  });
});

describe("the table of meanings", () => {
  const known = knownReleases().map(catalogFor);

  it("leads to names that some release knows", () => {
    for (const candidates of Object.values(meanings))
      for (const candidate of candidates)
        expect(
          known.some((catalog) => catalog.knows(candidate)),
          candidate,
        ).toBe(true);
  });
});

function misspell(name: string, place: number, letter: string, kind: number): string {
  const before = name.slice(0, place);
  const after = name.slice(place + 1);
  switch (kind) {
    case 0:
      return before + after;
    case 1:
      return before + letter + name.slice(place);
    case 2:
      return before + letter + after;
    default:
      return before + after.slice(0, 1) + name.slice(place, place + 1) + after.slice(1);
  }
}
