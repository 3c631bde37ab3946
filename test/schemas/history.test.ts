import { describe, expect, it } from "vitest";
import { catalogFor, historyOf, knownReleases } from "../../schemas/catalog.ts";
import { inRange } from "../../schemas/release.ts";

describe("historyOf", () => {
  it("knows when a property came and went, gaps included", () => {
    expect(historyOf("cluster_listen")?.presence).toEqual([
      { edition: "oss", since: "0.9.0", before: "0.11.0", orEarlier: true },
      { edition: "oss", since: "2.0.0", before: undefined, orEarlier: false },
      { edition: "enterprise", since: "2.1", before: undefined, orEarlier: false },
    ]);
  });

  it("does not claim to know when a name of the first releases came", () => {
    expect(historyOf("audit_log")?.presence).toEqual([
      { edition: "enterprise", since: "0.34", before: undefined, orEarlier: true },
    ]);
    expect(historyOf("portal_email_verification")?.presence[0]).toMatchObject({
      since: "0.36",
      orEarlier: false,
    });
  });

  it("agrees with the catalog of every release", () => {
    const catalogs = knownReleases().map(catalogFor);
    const names = new Set(catalogs.flatMap(({ properties }) => [...properties.keys()]));
    for (const name of names) {
      const presence = historyOf(name)?.presence ?? [];
      for (const { release, properties } of catalogs) {
        const present = presence.some(
          (span) => span.edition === release.edition && inRange(release.version, span),
        );
        if (present !== properties.has(name)) expect.fail(`${name} in ${release.version}`);
      }
    }
  });

  it("tells a rename from a merge and from a mere successor", () => {
    expect(historyOf("custom_plugins")).toMatchObject({
      replacements: ["plugins"],
      replacementKind: "renamed",
      deprecatedIn: { oss: "0.14.0" },
    });
    expect(historyOf("proxy_listen_ssl")).toMatchObject({
      replacements: ["proxy_listen"],
      replacementKind: "merged",
    });
    expect(historyOf("portal_gui_url")).toMatchObject({
      replacements: ["portal_gui_protocol", "portal_gui_host"],
      replacementKind: "changed",
    });
    expect(historyOf("pg_host")).toMatchObject({
      replacements: [],
      replacementKind: undefined,
      deprecatedIn: {},
    });
    // Both names of an alias stay.
    expect(historyOf("nginx_user")?.replacements).toEqual([]);
  });

  it("knows names from before the oldest facts", () => {
    expect(historyOf("admin_gui_listen_ssl")).toMatchObject({
      presence: [],
      goneBy: { enterprise: "0.32" },
      replacements: ["admin_gui_listen"],
      replacementKind: "merged",
      unverified: false,
    });
    expect(historyOf("portal_gui_listen_ssl")?.unverified).toBe(true);
  });

  it("lists changes of defaults and of values", () => {
    expect(historyOf("admin_listen")?.defaultChanges).toContainEqual({
      edition: "oss",
      version: "0.12.0",
      from: "0.0.0.0:8001",
      to: "127.0.0.1:8001",
    });
    expect(historyOf("database")?.valueChanges).toContainEqual(
      expect.objectContaining({
        value: "cassandra",
        kind: "removed",
        since: { oss: "3.4.0", enterprise: "3.4" },
      }),
    );
  });

  it("replaces nothing by a name that no release knows", () => {
    const names = new Set(knownReleases().flatMap((release) => [...catalogFor(release).properties.keys()]));
    for (const name of names)
      for (const replacement of historyOf(name)?.replacements ?? [])
        expect(names, name).toContain(replacement);
  });

  it.each(["no_such_property", "", "constructor", "__proto__"])("knows nothing of %j", (name) => {
    expect(historyOf(name)).toBeUndefined();
  });
});
