import { readFileSync } from "node:fs";
import { describe, expect, it } from "vitest";
import { type Catalog, catalogFor, historyOf, knownReleases } from "../../schemas/catalog.ts";
import type { Timelines } from "../../schemas/facts/facts-file.ts";
import { kongFacts } from "../../schemas/facts/kong-facts.ts";
import { formatRelease } from "../../schemas/release.ts";
import type { CollectedFacts, CollectedProperty } from "../../tools/facts/collected-facts.ts";
import { factsOf } from "../../tools/facts/facts-of.ts";
import { factsPath, historyPath } from "../../tools/facts/facts-path.ts";
import { formatFacts } from "../../tools/facts/format-facts.ts";
import { historyFacts } from "../../tools/facts/history-of.ts";
import { readChanges } from "../../tools/facts/read-changes.ts";
import { snapshotsIn } from "../../tools/facts/snapshots-in.ts";
import { collectedReleases, hasSharedFacts, readCollected, sharedFacts } from "./shared-facts.ts";

describe("the facts file", () => {
  it("is what its own snapshots make", () => {
    expect(formatFacts(factsOf(snapshotsIn(kongFacts)), 3)).toBe(readFileSync(factsPath, "utf8"));
  });

  it("names in each step a release that it knows, in order", () => {
    for (const edition of ["oss", "enterprise"] as const) {
      const { releases, ...kinds } = kongFacts[edition];
      const all: readonly Timelines<object>[] = Object.values(kinds);
      const versions = Object.keys(releases);
      for (const timelines of all)
        for (const [name, timeline] of Object.entries(timelines)) {
          const places = timeline.map(([since]) => versions.indexOf(since));
          expect(places, name).toEqual([...places].sort((a, b) => a - b));
          expect(places, name).not.toContain(-1);
          expect(timeline[0]?.[1], name).not.toBeNull();
        }
    }
  });

  it("ends no property that a page mentions and no reference lists, unless its history says why", () => {
    const { properties } = kongFacts.enterprise;
    for (const [name, timeline] of Object.entries(properties)) {
      const isListed = timeline.some(
        ([, facts]) => facts !== null && (typeof facts.section === "string" || facts.inferred !== true),
      );
      const ends = timeline.some(([, facts]) => facts === null);
      if (!isListed && historyOf(name)?.note === undefined) expect(ends, name).toBe(false);
    }
  });

  it("stays small", () => {
    expect(readFileSync(factsPath).byteLength).toBeLessThan(200_000);
  });
});

describe.skipIf(!hasSharedFacts)("every collected release", () => {
  it("is known", () => {
    const known = knownReleases().map(formatRelease).sort();
    expect(known).toEqual(expect.arrayContaining(collectedReleases().map(formatRelease)));
  });

  it("gives the properties of its catalog", () => {
    for (const release of collectedReleases()) {
      const catalog = catalogFor(release);
      const collected = readCollected(release);
      const names = [...catalog.properties.keys()].filter(
        (name) => !FOUND_LATER.has(name) && (Object.hasOwn(collected.properties, name) || !ENDLESS.has(name)),
      );
      expect(names.sort(), formatRelease(release)).toEqual(Object.keys(collected.properties).sort());
      for (const [name, property] of Object.entries(collected.properties))
        expect(seen(catalog, name), `${formatRelease(release)} ${name}`).toEqual({
          ...told(property),
          ...corrected(catalog, name),
        });
    }
  });

  it("gives the rest of its catalog", () => {
    for (const release of collectedReleases()) {
      const collected = readCollected(release);
      expect(seenRest(catalogFor(release)), formatRelease(release)).toEqual(
        toldRest(collected, release.version),
      );
    }
  });

  it("is exact about what the loader of an open-source release checks", () => {
    for (const release of collectedReleases().filter(({ edition }) => edition === "oss"))
      for (const property of catalogFor(release).properties.values()) {
        expect(property.inferred, property.name).toBe(false);
        expect(property.enumEnforced, property.name).toBe(
          !(property.dropped === true && property.enum !== undefined),
        );
      }
  });

  it("makes the history file with the curated entries", () => {
    // People read the notes, so their words are the project's own.
    const withoutWords = (text: string) => text.replaceAll(/"note":"(?:[^"\\]|\\.)*"/g, '"note":"…"');
    const made = formatFacts(historyFacts(readChanges(sharedFacts)), 1);
    expect(withoutWords(made)).toBe(withoutWords(readFileSync(historyPath, "utf8")));
  });
});

/** Names that Enterprise lines may know from Kong's public source after 3.9; the collected files have no such names. */
const FOUND_LATER = new Set(["cluster_rpc_sync"]);

/**
 * Names that the collected files let end after the last page that mentions them. That is no source for a removal: no
 * changelog tells of one, and the template of Konnect's data planes writes `vitals_ttl_days` to this day.
 */
const ENDLESS = new Set([
  "portal_api_ssl_protocols",
  "portal_gui_ssl_protocols",
  "vaults_use_new_style_api",
  "vitals_ttl_days",
]);

/**
 * What the collected files of Enterprise have wrong: its reference lists a third word for `cluster_mtls` since the names
 * that the word checks exist, and `pg_ro_ssl_required` is a switch as `pg_ssl_required` is.
 */
function corrected(catalog: Catalog, name: string): Partial<ReturnType<typeof seen>> {
  if (catalog.release.edition !== "enterprise") return {};
  if (name === "pg_ro_ssl_required") return { type: "boolean" };
  const checksNames = name === "cluster_mtls" && catalog.knows("cluster_allowed_common_names");
  return checksNames ? { enum: ["shared", "pki", "pki_check_cn"] } : {};
}

function seen(catalog: Catalog, name: string) {
  const property = catalog.property(name);
  return {
    type: property?.type,
    default: property?.default,
    enum: property?.enum,
    itemEnum: property?.itemEnum,
    rejectedValues: property?.rejectedValues,
    bounds: property?.bounds,
    section: property?.section,
    hidden: property?.documented === false && property.carriedFrom === undefined,
    sensitive: property?.sensitive,
    aliasOf: property?.aliasOf,
    directives: property?.directives,
    dynamicPrefix: property?.dynamicPrefix,
    format: property?.format,
    replacements: property?.deprecated?.replacements,
    deprecatedValues: property?.deprecatedValues,
    carriedFrom: property?.carriedFrom,
    sincePatch: property?.sincePatch,
    documentedDefault: property?.documentedDefault,
  };
}

function told(property: CollectedProperty): ReturnType<typeof seen> {
  const { deprecated } = property;
  const isTable = !["implicit", "oss-implicit"].includes((property.typeSource ?? "").split(" ")[0] ?? "");
  return {
    type: isTable ? property.type : "untyped",
    default: property.default ?? null,
    enum: property.enum,
    itemEnum: property.itemEnum,
    rejectedValues: property.rejectedValues,
    bounds: property.bounds,
    section: property.section ?? null,
    hidden: property.hidden === true || property.absentFromReference === true,
    sensitive: property.sensitive ?? false,
    aliasOf: property.aliasOf,
    directives: property.directives,
    dynamicPrefix: property.dynamicPrefix,
    format: property.format,
    replacements:
      deprecated && deprecated.value === undefined ? (deprecated.replacement?.split(" / ") ?? []) : undefined,
    deprecatedValues: deprecated?.value === undefined ? undefined : [deprecated.value],
    carriedFrom: property.carriedFrom,
    sincePatch: property.sincePatch,
    documentedDefault: property.documentedDefault,
  };
}

function seenRest(catalog: Catalog) {
  return {
    base: catalog.base,
    partial: catalog.partial,
    prefixes: catalog.dynamicPrefixes.map(({ prefix, ignore, injects }) => [prefix, ignore, injects]).sort(),
    deprecatedPrefixes: catalog.deprecatedPrefixes
      .map(({ prefix, replacement }) => [prefix, replacement])
      .sort(),
    listeners: [...catalog.listenProperties.values()].map(({ name, subsystem, flags }) => [
      name,
      subsystem,
      flags.flatMap((flag) => flag.arguments?.map((value) => `${flag.name}=${value}`) ?? [flag.name]).sort(),
    ]),
    bundledPlugins: catalog.bundledPlugins,
    knownPlugins: catalog.knownPlugins,
    bundledVaults: catalog.bundledVaults,
  };
}

function toldRest(collected: CollectedFacts, version: string): ReturnType<typeof seenRest> {
  const known = [collected.bundledPlugins, collected.bundledPluginsOssBase, collected.cataloguedPlugins];
  return {
    base: collected.basedOnOss ?? version,
    partial: collected.referencePartial ?? false,
    prefixes: (collected.dynamicPrefixes ?? [])
      .map(({ prefix, ignore, injectsInto }) => [prefix, ignore, typeof injectsInto === "string"])
      .sort() as ReturnType<typeof seenRest>["prefixes"],
    deprecatedPrefixes: (collected.deprecatedPrefixes ?? [])
      .map(({ prefix, replacement }) => [prefix, replacement])
      .sort(),
    listeners: Object.entries(collected.listenProperties ?? {}).map(([name, { subsystem, flags }]) => [
      name,
      subsystem ?? "http",
      [...flags].sort(),
    ]),
    bundledPlugins: collected.bundledPlugins ?? undefined,
    knownPlugins: [...new Set(known.flatMap((plugins) => plugins ?? []))].sort(),
    bundledVaults: collected.bundledVaults ?? [],
  };
}
