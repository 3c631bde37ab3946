import { describe, expect, it } from "vitest";
import {
  type Catalog,
  catalogFor,
  knownReleases,
  namedRelease,
  newestRelease,
} from "../../schemas/catalog.ts";
import { compareVersions, formatRelease, parseRelease } from "../../schemas/release.ts";
import fc from "../fast-check.ts";

function catalogOf(text: string): Catalog {
  const release = parseRelease(text);
  if (release === undefined) throw new Error(`${text} is no release`);
  return catalogFor(release);
}

const newestOss = formatRelease(newestRelease("oss"));
const newestEnterprise = formatRelease(newestRelease("enterprise"));

describe("catalogFor", () => {
  it.each([
    ["oss@3.9", "oss@3.9.3", true],
    ["oss@3.9.1", "oss@3.9.1", true],
    ["oss@0.10.2", "oss@0.10.2", true],
    ["oss@0.10", "oss@0.10.4", true],
    ["oss@3.9.0.0", "oss@3.9.0", true],
    ["enterprise@3.4.3.1", "enterprise@3.4", true],
    ["enterprise@0.34", "enterprise@0.34", true],
    ["oss@3.4.9", "oss@3.4.2", false],
    ["oss@99", newestOss, false],
    ["enterprise@99", newestEnterprise, false],
    ["oss@0", "oss@0.15.0", true],
    ["v2", "oss@2.8.5", true],
    ["enterprise@0", "enterprise@0.36", true],
    ["oss@3.0", "oss@3.0.2", true],
    ["oss@0.5", "oss@0.9.0", false],
    ["enterprise@1.4", "enterprise@1.3", false],
    ["enterprise@0.31", "enterprise@0.32", false],
  ])("%s is answered by %s", (asked, answers, exact) => {
    const catalog = catalogOf(asked);
    expect(formatRelease(catalog.release)).toBe(answers);
    expect(catalog.exact).toBe(exact);
  });

  it("gives the same object for the same release", () => {
    expect(catalogOf("oss@3.9")).toBe(catalogOf("oss@3.9.3"));
    expect(catalogOf("oss@77.7")).toBe(catalogOf("oss@78"));
    expect(catalogOf("oss@77.7").properties).toBe(catalogOf(newestOss).properties);
  });

  it("answers for any version, with the newest release that is not newer", () => {
    const versions = fc
      .array(fc.nat({ max: 40 }), { minLength: 1, maxLength: 5 })
      .map((parts) => parts.join("."));
    fc.assert(
      fc.property(fc.constantFrom("oss" as const, "enterprise" as const), versions, (edition, version) => {
        const { release, exact, properties } = catalogFor({ edition, version });
        expect(properties.size).toBeGreaterThan(0);
        if (exact) return;
        const all = knownReleases(edition);
        const older = all.filter((known) => compareVersions(known.version, version) < 0);
        expect(release).toEqual(older.at(-1) ?? all[0]);
      }),
    );
  });

  it("answers a lone number with the newest release that begins with it", () => {
    for (const edition of ["oss", "enterprise"] as const) {
      const newest = newestRelease(edition);
      const [major] = newest.version.split(".");
      expect(catalogOf(`${edition}@${major}`).release).toEqual(newest);
    }
  });

  it("knows the newest releases", () => {
    for (const edition of ["oss", "enterprise"] as const) {
      const versions = knownReleases(edition).map(({ version }) => version);
      expect(versions).toEqual([...versions].sort(compareVersions));
      expect(newestRelease(edition)).toEqual({ edition, version: versions.at(-1) });
    }
    expect(knownReleases()).toEqual([...knownReleases("oss"), ...knownReleases("enterprise")]);
  });

  it("names the open-source release whose loader reads an Enterprise file", () => {
    expect(catalogOf("enterprise@0.34").base).toBe("0.13.1");
    expect(catalogOf("enterprise@3.15").base).toBe("3.9.3");
    expect(catalogOf("oss@2.8.1").base).toBe("2.8.1");
    for (const release of knownReleases())
      expect(catalogFor({ edition: "oss", version: catalogFor(release).base }).exact).toBe(true);
  });
});

describe("namedRelease", () => {
  it.each([
    ["3.9", undefined, "oss@3.9", undefined],
    ["3", undefined, "oss@3", undefined],
    ["0.34", undefined, "enterprise@0.34", true],
    ["0.36", undefined, "enterprise@0.36", true],
    ["0.36.0", undefined, "enterprise@0.36.0", true],
    ["3.4.3.1", undefined, "enterprise@3.4.3.1", true],
    // Another patch of an open-source line, and releases that nobody knows.
    ["3.4.9", undefined, "oss@3.4.9", undefined],
    ["3.99", undefined, "oss@3.99", undefined],
    ["oss@0.34", undefined, "oss@0.34", undefined],
    ["0.34", "oss", "oss@0.34", undefined],
    ["0.34", "enterprise", "enterprise@0.34", undefined],
    ["3.4", "enterprise", "enterprise@3.4", undefined],
  ] as const)("%s beside %s is %s", (text, edition, name, presumes) => {
    const release = namedRelease(text, edition);
    expect(release && formatRelease(release)).toBe(name);
    expect(release?.presumesEnterprise).toBe(presumes);
  });

  it("is none for what is no release", () => {
    expect(namedRelease("latest")).toBeUndefined();
  });
});

describe("a catalog", () => {
  it("follows a property through the releases", () => {
    expect(catalogOf("oss@1.0").property("database")?.enum).toEqual(["postgres", "cassandra"]);
    expect(catalogOf("oss@1.1").property("database")?.enum).toEqual(["postgres", "cassandra", "off"]);
    expect(catalogOf("oss@3.4").property("database")?.rejectedValues).toEqual(["cassandra"]);
    expect(catalogOf("oss@0.9.9").property("pg_password")?.type).toBe("untyped");
    expect(catalogOf("oss@0.10.0").property("pg_password")?.type).toBe("string");
    expect(catalogOf("oss@0.12").property("proxy_listen_ssl")).toBeDefined();
    expect(catalogOf("oss@0.13").property("proxy_listen_ssl")).toBeUndefined();
    expect(catalogOf("oss@1.5").property("cluster_listen")).toBeUndefined();
    expect(catalogOf("oss@2.0").property("cluster_listen")?.default).toBe("0.0.0.0:8005");
  });

  it("tells deprecated, aliased and dropped properties apart", () => {
    const catalog = catalogOf("oss@3.9");
    expect(catalog.property("opentelemetry_tracing")).toMatchObject({
      deprecated: { replacement: "tracing_instrumentations" },
      aliasOf: "tracing_instrumentations",
    });
    expect(catalog.property("nginx_user")?.deprecated).toBeUndefined();
    expect(catalog.property("router_consistency")).toMatchObject({ dropped: true, enumEnforced: false });
    expect(catalog.property("worker_consistency")).toMatchObject({ deprecatedValues: ["strict"] });
    expect(catalog.property("worker_consistency")?.deprecated).toBeUndefined();
    expect(catalogOf("oss@2.8").property("cassandra_consistency")?.deprecated?.replacements).toEqual([
      "cassandra_write_consistency",
      "cassandra_read_consistency",
    ]);
  });

  it("accepts any name in a namespace, and in the longest that fits", () => {
    const catalog = catalogOf("oss@3.9");
    expect(catalog.dynamicPrefixOf("nginx_http_gzip")?.prefix).toBe("nginx_http_");
    expect(catalog.dynamicPrefixOf("nginx_wasm_wasmtime_flag")?.prefix).toBe("nginx_wasm_wasmtime_");
    expect(catalog.dynamicPrefixOf("nginx_http_")).toBeUndefined();
    expect(catalog.dynamicPrefixOf("vault_env_prefix")?.injects).toBe(false);
    expect(catalog.knows("nginx_http_anything")).toBe(true);
    expect(catalogOf("oss@0.13").knows("nginx_http_anything")).toBe(false);
    expect(catalog.knows("pg_hosts")).toBe(false);
    expect(catalog.knows("constructor")).toBe(false);
    expect(catalogOf("oss@2.5").deprecatedPrefixes).toContainEqual({
      prefix: "nginx_http_upstream_",
      replacement: "nginx_upstream_",
    });
  });

  it("reads listen flags with what may stand after the equals sign", () => {
    const flags = catalogOf("oss@3.9").listenProperties.get("proxy_listen")?.flags ?? [];
    expect(flags.map(({ name }) => name)).toEqual([
      "ssl",
      "http2",
      "proxy_protocol",
      "deferred",
      "bind",
      "reuseport",
      "backlog",
      "ipv6only",
      "so_keepalive",
    ]);
    expect(flags.find(({ name }) => name === "ipv6only")?.arguments).toEqual(["on", "off"]);
    expect(flags.find(({ name }) => name === "ssl")?.arguments).toBeUndefined();
    expect(catalogOf("oss@0.12").listenProperties.size).toBe(0);
    expect(catalogOf("oss@2.2").listenProperties.get("stream_listen")?.subsystem).toBe("stream");
    expect(catalogOf("enterprise@3.3").listenProperties.get("portal_gui_listen")?.inferred).toBe(true);
  });

  it("says which plugins it bundles, and for Enterprise which there are", () => {
    expect(catalogOf("oss@3.9").bundledPlugins).toContain("redirect");
    expect(catalogOf("oss@3.8").bundledPlugins).not.toContain("redirect");
    expect(catalogOf("enterprise@3.9").bundledPlugins).toBeUndefined();
    expect(catalogOf("enterprise@3.9").knownPlugins).toContain("openid-connect");
  });

  it("keeps what open source knows in Enterprise", () => {
    for (const { version } of knownReleases("enterprise")) {
      const catalog = catalogFor({ edition: "enterprise", version });
      const base = catalogFor({ edition: "oss", version: catalog.base });
      const lost = [...base.properties.keys()].filter((name) => !catalog.knows(name));
      // Documented removals: Kong's WebAssembly support left Enterprise in 3.11.
      expect(
        lost.filter((name) => !/wasm/.test(name)),
        version,
      ).toEqual([]);
    }
  });
});
