import { readdirSync, readFileSync } from "node:fs";
import { join } from "node:path";
import { fileURLToPath } from "node:url";
import { describe, expect, test } from "vitest";
import { catalogFor } from "../../schemas/catalog.ts";
import { knownReleases, newestRelease } from "../../schemas/known-releases.ts";
import { formatRelease } from "../../schemas/release.ts";
import { loadTexts } from "../../schemas/texts/load-texts.ts";
import { propertyTexts } from "../../schemas/texts/property-texts.ts";

const folder = fileURLToPath(new URL("../../schemas/texts", import.meta.url));
const read = (file: string): Record<string, unknown> => JSON.parse(readFileSync(join(folder, file), "utf8"));
const files = readdirSync(folder).filter((file) => file.endsWith(".json"));
const themes = files.filter((file) => !["values.json", "sections.json", "namespaces.json"].includes(file));
const texts = await loadTexts();
const releases = knownReleases();
const catalogs = releases.map(catalogFor);

/** Sentences a reader sees: whole ones, in plain text. */
function editDistance(text: string): string[] {
  const found: string[] = [];
  if (!/^[A-Z`]/.test(text)) found.push("begins in lower case");
  if (!text.endsWith(".")) found.push("ends without a full stop");
  if (/ {2}|^\s|\s$|\n/.test(text)) found.push("has stray blanks");
  if ((text.split("`").length - 1) % 2 !== 0) found.push("has an open code span");
  if (/[*_]{2}|\]\(|^#|<\w+>(?![^`]*`)/.test(text)) found.push("has markup other than code");
  return found;
}

describe("texts of properties", () => {
  test.each(["oss", "enterprise"] as const)("the newest release of %s is explained whole", (edition) => {
    const { properties } = catalogFor(newestRelease(edition));
    expect(properties.size).toBeGreaterThan(100);
    expect([...properties.keys()].filter((name) => texts.textOf(name) === undefined)).toEqual([]);
  });

  test("so is every property of every other release", () => {
    const missing = catalogs.flatMap((catalog) =>
      [...catalog.properties.keys()]
        .filter((name) => texts.textOf(name) === undefined)
        .map((name) => `${name} of ${formatRelease(catalog.release)}`),
    );
    expect(missing).toEqual([]);
  });

  test("every theme is read", () => {
    const inFiles = themes.flatMap((file) => Object.keys(read(file)));
    expect(propertyTexts.flatMap((theme) => Object.keys(theme)).sort()).toEqual(inFiles.sort());
  });

  test("a name stands in one theme only", () => {
    const names = propertyTexts.flatMap((theme) => Object.keys(theme));
    expect(names.filter((name, at) => names.indexOf(name) !== at)).toEqual([]);
    expect(texts.allTexts().size).toBe(names.length);
  });

  test("texts are whole sentences of 60 to 220 characters", () => {
    const wrong = [...texts.allTexts()].flatMap(([name, text]) => [
      ...(text.length < 60 || text.length > 220 ? [`${name} has ${text.length} characters`] : []),
      ...editDistance(text).map((slip) => `${name} ${slip}`),
    ]);
    expect(wrong).toEqual([]);
  });

  test("no two properties have the same text", () => {
    const all = [...texts.allTexts().values()];
    expect(all.filter((text, at) => all.indexOf(text) !== at)).toEqual([]);
  });

  test("a text names no property that does not exist", () => {
    const known = new Set([
      ...catalogs.flatMap((catalog) => [...catalog.properties.keys()]),
      ...texts.allTexts().keys(),
    ]);
    const families =
      /^(?:pg|vault|smtp|ssl|admin|cluster|nginx|portal|cassandra|keyring|dns|lua|db|upstream)_\w+$/;
    const notProperties = /^(?:nginx_wasm_shm_kv|nginx_\w*_|upstream_health_metrics)$/;
    const strangers = [...texts.allTexts()].flatMap(([name, text]) =>
      [...text.matchAll(/`(\w+)`/g)]
        .map(([, word = ""]) => word)
        .filter((word) => families.test(word) && !notProperties.test(word) && !known.has(word))
        .map((word) => `${name}: ${word}`),
    );
    expect(strangers).toEqual([]);
  });

  test("plugin servers are explained under their own name", () => {
    const text = texts.textOf("pluginserver_python_start_cmd");
    expect(text).toContain("called python");
    expect(text).not.toContain("XXX");
    expect(texts.textOf("pluginserver_names")).toBeDefined();
  });

  test("names that no release knew have none", () => {
    for (const name of ["nginx_http_gzip", "PG_PORT", "toString", "__proto__", ""]) {
      expect(texts.textOf(name)).toBeUndefined();
    }
  });
});

describe("files", () => {
  test.each(files)("%s is sorted", (file) => {
    const entries = read(file);
    expect(Object.keys(entries)).toEqual(Object.keys(entries).sort());
  });
});

describe("texts of values", () => {
  test("every closed set of every release is explained", () => {
    const missing = new Set<string>();
    for (const { properties } of catalogs) {
      for (const { name, enum: set = [], itemEnum = [] } of properties.values()) {
        for (const value of [...set, ...itemEnum]) {
          if (texts.valueTextOf(name, value) === undefined) missing.add(`${name} = ${value}`);
        }
      }
    }
    expect([...missing]).toEqual([]);
  });

  test("every listen flag of every release is explained", () => {
    const missing = new Set<string>();
    for (const { listenProperties } of catalogs) {
      for (const { name, flags } of listenProperties.values()) {
        for (const flag of flags) {
          for (const written of flag.arguments?.map((argument) => `${flag.name}=${argument}`) ?? [
            flag.name,
          ]) {
            if (texts.valueTextOf(name, written) === undefined) missing.add(`${name}: ${written}`);
          }
        }
      }
    }
    expect([...missing]).toEqual([]);
  });

  test("a property's own value goes before its family's", () => {
    expect(texts.valueTextOf("admin_listen", "off")).toContain("Admin API");
    expect(texts.valueTextOf("portal_api_listen", "off")).toContain("no address");
    expect(texts.valueTextOf("admin_listen", "ssl")).toBe(texts.valueTextOf("proxy_listen", "ssl"));
  });

  test("arguments and case are looked through", () => {
    expect(texts.valueTextOf("proxy_listen", "backlog=16384")).toContain("queue");
    expect(texts.valueTextOf("proxy_listen", "so_keepalive=30m::10")).toContain("interval");
    expect(texts.valueTextOf("proxy_listen", "so_keepalive=on")).not.toContain("interval");
    expect(texts.valueTextOf("headers", "via")).toBe(texts.valueTextOf("headers", "Via"));
    expect(texts.valueTextOf("cluster_fallback_config_storage", "gcs://b/p")).toContain("Google");
  });

  test("one pattern serves the main and the read-only connection", () => {
    expect(texts.valueTextOf("pg_ro_ssl_version", "any")).toBe(texts.valueTextOf("pg_ssl_version", "any"));
    expect(texts.valueTextOf("pg_ssl_version", "any")).toBeDefined();
  });

  test("words of other properties mean nothing", () => {
    expect(texts.valueTextOf("pg_host", "off")).toBeUndefined();
    expect(texts.valueTextOf("log_level", "verbose")).toBeUndefined();
    expect(texts.valueTextOf("database", "constructor")).toBeUndefined();
  });

  test("names the words of a property, its own before those of its family", () => {
    expect(texts.valueWordsOf("log_level")).toContain("notice");
    expect(texts.valueWordsOf("admin_listen")[0]).toBe("off");
    expect(texts.valueWordsOf("admin_listen")).toContain("backlog=");
    expect(texts.valueWordsOf("pg_host")).toEqual([]);
    for (const word of texts.valueWordsOf("headers"))
      expect(texts.valueTextOf("headers", word)).toBeDefined();
  });

  test("they are short whole sentences, no two of one property alike", () => {
    const wrong: string[] = [];
    for (const [family, values] of Object.entries(read("values.json"))) {
      const entries = Object.entries(values as Record<string, string>);
      if (new Set(entries.map(([, text]) => text)).size !== entries.length)
        wrong.push(`${family} repeats itself`);
      for (const [value, text] of entries) {
        if (text.length > 140) wrong.push(`${family} ${value} is long`);
        wrong.push(...editDistance(text).map((slip) => `${family} ${value} ${slip}`));
      }
    }
    expect(wrong).toEqual([]);
  });
});

describe("sections and namespaces", () => {
  test("every section of every release has a title and a text", () => {
    const banners = new Set(
      catalogs.flatMap(({ properties }) => [...properties.values()].flatMap(({ section }) => section ?? [])),
    );
    expect(banners.size).toBeGreaterThan(10);
    expect([...banners].filter((banner) => texts.sectionOf(banner) === undefined)).toEqual([]);
  });

  test("spellings of one section are one section", () => {
    expect(texts.sectionOf("TUNING & BEHAVIOR")).toBe(texts.sectionOf(" Tuning &  Behavior "));
    expect(texts.sectionOf("General Properties")?.id).toBe("general");
    expect(texts.sectionOf("MY OWN")).toBeUndefined();
  });

  test("titles are distinct and texts whole", () => {
    const sections = Object.values(read("sections.json")) as {
      title: string;
      text: string;
      banners: string[];
    }[];
    expect(new Set(sections.map(({ title }) => title)).size).toBe(sections.length);
    expect(
      sections.flatMap(({ title, text }) => editDistance(text).map((slip) => `${title} ${slip}`)),
    ).toEqual([]);
    const banners = sections.flatMap((section) => section.banners.map((banner) => banner.toLowerCase()));
    expect(new Set(banners).size).toBe(banners.length);
  });

  test("every dynamic namespace of every release is explained", () => {
    const prefixes = new Set(
      catalogs.flatMap((catalog) => catalog.dynamicPrefixes.map(({ prefix }) => prefix)),
    );
    expect(prefixes.size).toBeGreaterThan(10);
    expect([...prefixes].filter((prefix) => texts.namespaceTextOf(prefix) === undefined)).toEqual([]);
  });
});
