import { describe, expect, it } from "vitest";
import { catalogFor, inferRelease, knownReleases, newestRelease } from "../../schemas/catalog.ts";
import { formatRelease, type Release } from "../../schemas/release.ts";
import fc from "../fast-check.ts";

function documentedIn(release: Release): string[] {
  return [...catalogFor(release).properties.values()]
    .filter(({ documented }) => documented)
    .map(({ name }) => name);
}

describe("inferRelease", () => {
  it("finds every release from a copy of its own kong.conf", () => {
    for (const release of knownReleases()) {
      const names = documentedIn(release);
      const fit = inferRelease([], { edition: release.edition, commented: names });
      if (names.length < 20) continue;
      // Releases that document the same names cannot be told apart: the newest of them is as good.
      expect(documentedIn(fit.release), formatRelease(release)).toEqual(names);
      expect(fit.confidence).toBe(1);
    }
  });

  it("takes the newest open-source release where nothing tells", () => {
    expect(inferRelease([])).toEqual({
      release: newestRelease("oss"),
      confidence: 0,
      decidedBy: [],
      isCopy: false,
    });
    expect(inferRelease(["log_level", "pg_host"])).toMatchObject({
      release: newestRelease("oss"),
      confidence: 0,
    });
    expect(inferRelease(["no_such_name"])).toMatchObject({ release: newestRelease("oss"), confidence: 0 });
  });

  it("goes back to the newest release that has every name", () => {
    const one = inferRelease(["proxy_listen_ssl", "log_level"]);
    expect(formatRelease(one.release)).toBe("oss@0.12.3");
    expect(one).toMatchObject({ confidence: 0.6, decidedBy: ["proxy_listen_ssl"] });
    expect(inferRelease(["portal", "plugins"])).toMatchObject({
      release: { edition: "enterprise" },
      confidence: 0.6,
    });
    const none = inferRelease(["proxy_listen_ssl", "status_listen", "log_level"]);
    expect(none.confidence).toBeLessThan(0.6);
    const more = inferRelease(["proxy_listen_ssl", "admin_listen_ssl", "custom_plugins", "log_level"]);
    expect(formatRelease(more.release)).toBe("oss@0.12.3");
    expect(more.confidence).toBeGreaterThan(0.6);
    expect(more.decidedBy).toContain("admin_listen_ssl");
  });

  it("takes Enterprise for names that only Enterprise has", () => {
    const fit = inferRelease(["enforce_rbac", "admin_gui_auth", "admin_gui_session_conf", "pg_host"]);
    expect(fit.release).toEqual(newestRelease("enterprise"));
    expect(fit.confidence).toBeGreaterThan(0.6);
    expect(fit.decidedBy).toContain("enforce_rbac");
  });

  it("stays in the edition that is asked for", () => {
    expect(inferRelease(["enforce_rbac", "portal"], { edition: "oss" }).release.edition).toBe("oss");
    expect(inferRelease(["log_level"], { edition: "enterprise" }).release).toEqual(
      newestRelease("enterprise"),
    );
  });

  it("counts a name in a namespace, and not one that Kong drops", () => {
    expect(inferRelease(["nginx_http_gzip", "nginx_http_gzip_types"]).decidedBy).toHaveLength(2);
    expect(inferRelease(["router_consistency"]).decidedBy).toEqual(["router_consistency"]);
  });

  it("takes the open-source file with several Enterprise settings for Enterprise of the same line", () => {
    const release = { edition: "oss", version: "3.0.2" } as const;
    const commented = [...catalogFor(release).properties.values()].flatMap(({ name, documented }) =>
      documented === false ? [] : name,
    );
    const written = ["enforce_rbac", "admin_gui_auth", "admin_gui_session_conf"];
    expect(inferRelease(written, { commented }).release).toEqual({ edition: "enterprise", version: "3.0" });
    expect(inferRelease(["vitals"], { commented }).release.edition).toBe("oss");
  });

  it("answers any names", () => {
    const names = [...catalogFor(newestRelease("enterprise")).properties.keys()];
    fc.assert(
      fc.property(
        fc.array(fc.oneof(fc.string(), fc.constantFrom(...names))),
        fc.array(fc.string()),
        (written, commented) => {
          const fit = inferRelease(written, { commented });
          expect(catalogFor(fit.release).exact).toBe(true);
          expect(fit.confidence).toBeGreaterThanOrEqual(0);
          expect(fit.confidence).toBeLessThanOrEqual(1);
        },
      ),
      { numRuns: 50 },
    );
  });
});
