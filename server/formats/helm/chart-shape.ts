import { parseImageName, shortRepository } from "../images/image-name.ts";
import { isKnownProperty } from "../images/known-properties.ts";
import { readKongImage } from "../images/kong-image.ts";
import { CHART_KEYS, SHARED_KEYS } from "./detect.ts";
import type { HelmMap, HelmValue } from "./values.ts";

/** Properties whose names other programs use as well. */
const COMMON: ReadonlySet<string> = new Set([
  "log_level",
  "database",
  "prefix",
  "plugins",
  "role",
  "vaults",
  "proxy_url",
]);

/** How sure it is that a map is the values of the chart `kong`. */
export function chartScore(values: HelmMap): number {
  let score = 0;
  for (const key of values.entries.keys()) score += CHART_KEYS.has(key) ? 2 : SHARED_KEYS.has(key) ? 1 : 0;
  if (isOtherProduct(values.entries.get("image"))) return 0;
  const env = values.entries.get("env");
  if (env?.kind === "map") for (const key of env.entries.keys()) score += settingScore(key);
  return isKongImage(values.entries.get("image")) ? score + 2 : score;
}

/** From this score on, values are those of the chart, wherever they stand. */
export const SURE = 3;

function settingScore(key: string): number {
  const name = key.toLowerCase();
  if (name.startsWith("kong_")) return 1;
  if (!isKnownProperty(name)) return 0;
  return COMMON.has(name) ? 1 : 2;
}

/** The operator, the controller and others have charts with an `env` of their own. */
function isOtherProduct(image: HelmValue | undefined): boolean {
  const repository = image?.kind === "map" ? image.entries.get("repository") : undefined;
  return repository?.kind === "text" && readKongImage(repository.text).isKong === false;
}

function isKongImage(image: HelmValue | undefined): boolean {
  if (image?.kind !== "map") return false;
  const named = image.entries.get("unifiedRepoTag") ?? image.entries.get("repository");
  if (named?.kind !== "text") return false;
  const repository = shortRepository(parseImageName(named.text).repository);
  return /^kong(?:\/kong(?:-gateway)?)?$|\/kong-gateway$/.test(repository);
}
