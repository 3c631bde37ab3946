/**
 * `npx tsx tools/usage-collect.ts FOLDER …`: counts in how many files of some folders each property is set, and writes
 * `schemas/property-usage.json`, by which completion orders names. A value that many files copy from each other, such as
 * `/dev/stderr` for a log, counts a few times only.
 */
import { readdirSync, readFileSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { fileURLToPath } from "node:url";
import { catalogFor } from "../schemas/catalog.ts";
import { knownReleases } from "../schemas/known-releases.ts";

/** Files with one value that count. */
const MOST_ALIKE = 10;
/** Fewer files than these say nothing about what is usual. */
const LEAST = 2;

const known = new Set(knownReleases().flatMap((release) => [...catalogFor(release).properties.keys()]));
const counts = new Map<string, number>();
const alike = new Map<string, number>();
for (const folder of process.argv.slice(2)) {
  for (const entry of readdirSync(folder, { recursive: true, withFileTypes: true })) {
    if (!entry.isFile() || /\.(?:gz|enc|jsonl?|md)$/.test(entry.name)) continue;
    const text = readFileSync(join(entry.parentPath, entry.name), "utf8");
    for (const [name, value] of settingsIn(text)) {
      const same = (alike.get(`${name}=${value}`) ?? 0) + 1;
      alike.set(`${name}=${value}`, same);
      if (same <= MOST_ALIKE) counts.set(name, (counts.get(name) ?? 0) + 1);
    }
  }
}
const usual = [...counts]
  .filter(([, count]) => count >= LEAST)
  .sort(([a, x], [b, y]) => y - x || (a < b ? -1 : 1));
writeFileSync(
  fileURLToPath(new URL("../schemas/property-usage.json", import.meta.url)),
  `${JSON.stringify(Object.fromEntries(usual), undefined, 2)}\n`,
);

/** The properties that a file sets, each with its first value: as lines of kong.conf, or as variables. */
function settingsIn(text: string): ReadonlyMap<string, string> {
  const settings = new Map<string, string>();
  const lines = text.matchAll(/^[ \t]*([a-z][a-z\d_]*)[ \t]*=[ \t]*(.*)/gm);
  const variables = text.matchAll(/\bKONG_([A-Z][A-Z\d_]*)["']?[ \t]*[:=]?[ \t]*(.*)/g);
  for (const [, written = "", value = ""] of [...lines, ...variables]) {
    const name = written.toLowerCase();
    if (known.has(name) && !settings.has(name)) settings.set(name, value.replace(/["'\\\s]/g, ""));
  }
  return settings;
}
