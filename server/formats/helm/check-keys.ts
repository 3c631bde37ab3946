import { editDistance } from "../../../grammar/text/edit-distance.ts";
import { memoizeObject } from "../../../grammar/text/memoize.ts";
import { compareVersions } from "../../../schemas/release.ts";
import type { UnitId } from "../../model/location.ts";
import type { Problems } from "../shared/problems.ts";
import type { InstalledChart } from "./installed-chart.ts";
import { keyLocation } from "./value-places.ts";
import type { HelmMap, HelmValue } from "./values.ts";

/** Keys that people write for others, by the path of the map that they are in, and that the chart does not have. */
const MEANT: ReadonlyMap<string, string> = new Map([
  ["Env", "env"],
  ["ENV", "env"],
  ["envs", "env"],
  ["environment", "env"],
  ["extraEnv", "env"],
  ["extraEnvs", "env"],
  ["envVars", "env"],
  ["customEnvs", "customEnv"],
  ["image.name", "repository"],
  ["image.repo", "repository"],
  ["image.image", "repository"],
  ["image.version", "tag"],
]);

/** Shorter words are too often words of their own. */
const SHORTEST = 6;

interface KeyCheck {
  readonly installed: InstalledChart;
  readonly unit: UnitId;
  readonly problems: Problems;
}

/** Reports keys that the chart does not have, where it is clear which one is meant. Helm accepts every key. */
export function checkKeys(check: KeyCheck): void {
  checkCustomEnv(check);
  visit(check, check.installed.values, "");
}

function visit(check: KeyCheck, map: HelmMap, path: string): void {
  const known = keysOf(check.installed.chart.defaults).get(path);
  for (const [key, value] of map.entries) {
    const at = path === "" ? key : `${path}.${key}`;
    const meant = known?.has(key) === true ? undefined : (MEANT.get(at) ?? spelled(key, known));
    // What is there as well was meant as well.
    if (meant !== undefined && !map.entries.has(meant)) reportKey(check, key, meant, value);
    else if (value.kind === "map") visit(check, value, at);
  }
}

/** The key of the chart that another spelling stands for. */
function spelled(key: string, known: ReadonlySet<string> | undefined): string | undefined {
  if (known === undefined || key.length < SHORTEST) return undefined;
  const plain = plainKey(key);
  const near = [...known].filter(
    (each) =>
      each.length >= SHORTEST && (plainKey(each) === plain || editDistance(plainKey(each), plain) <= 1),
  );
  return near.length === 1 ? near[0] : undefined;
}

function plainKey(key: string): string {
  return key.toLowerCase().replace(/[-_]/g, "");
}

function reportKey(
  { unit, problems }: KeyCheck,
  key: string,
  meant: string,
  { place, kind }: HelmValue,
): void {
  if (place === undefined) return;
  const names = meant === "env" ? ", with names of properties without `KONG_`" : "";
  const lost = kind === "map" ? "nothing below it reaches Kong" : "it has no effect";
  problems.add(unit, {
    kind: "ignored",
    at: keyLocation(place),
    detail: `The chart does not have \`${key}\`, so ${lost}. Use \`${meant}\`${names}`,
  });
}

function checkCustomEnv({ installed, unit, problems }: KeyCheck): void {
  const place = installed.values.entries.get("customEnv")?.place;
  const { version, traits } = installed.chart;
  if (place === undefined || traits.customEnv || !installed.isVersionTold) return;
  if (compareVersions(version, "2.7.0") >= 0) return;
  problems.add(unit, {
    kind: "ignored",
    at: keyLocation(place),
    detail: `The chart has \`customEnv\` since version 2.7.0, and this is ${version}`,
  });
}

/** The keys of each map of the chart's values that is known, by its path. What a person names freely is not among them. */
const keysOf = memoizeObject(
  (defaults: InstalledChart["chart"]["defaults"]): ReadonlyMap<string, ReadonlySet<string>> => {
    const maps = new Map<string, Set<string>>();
    for (const path of defaults.keys()) {
      const keys = path.split(".");
      if (keys[0] === "env") keys.length = 1;
      for (const [index, key] of keys.entries()) {
        const map = keys.slice(0, index).join(".");
        const known = maps.get(map) ?? new Set();
        maps.set(map, known.add(key));
      }
    }
    return maps;
  },
);
