import { catalogFor } from "../../../schemas/catalog-for.ts";
import { newestRelease } from "../../../schemas/known-releases.ts";
import { misspeltProperty } from "../../../schemas/suggest/misspelt-property.ts";
import { isKnownProperty } from "../images/known-properties.ts";
import type { HelmValue } from "./values.ts";

/** Properties whose names other programs use as well. */
const COMMON =
  /^(?:log_level|database|prefix|plugins|role|vaults|proxy_url|headers|ssl(?:_(?:cert|cert_key|ciphers|protocols|dhparam))?|smtp_\w+)$/;
/** In upper case, the names of variables of any program that uses PostgreSQL. */
const POSTGRES = /^PG_(?:HOST|PORT|USER|PASSWORD|DATABASE|SCHEMA|SSL|TIMEOUT)$/;
/** Values that only Kong has for such a name. */
const VALUES: readonly (readonly [name: string, value: RegExp])[] = [
  ["database", /^off$/],
  ["plugins", /(?:^|,)\s*bundled\s*(?:,|$)/],
  ["role", /^(?:control|data)_plane$/],
];
/** So many names show whose they are. */
const MOST_NAMES = 30;

/** Points for settings of Kong in a block of variables: two for what is hardly anybody else's. */
export function envScore(env: HelmValue | undefined): number {
  if (env?.kind !== "map") return 0;
  let score = 0;
  const unknown: string[] = [];
  for (const [key, value] of env.entries) {
    const points = settingScore(key, value);
    score += points ?? 0;
    if (points === undefined) unknown.push(key);
  }
  return unknown.slice(0, MOST_NAMES).reduce((sum, key) => sum + slipScore(key), score);
}

/** undefined for a name that Kong does not have. */
function settingScore(key: string, value: HelmValue): number | undefined {
  const name = key.toLowerCase();
  if (name.startsWith("kong_")) return 1;
  if (!isKnownProperty(name)) return undefined;
  return isCommon(name) || POSTGRES.test(key) ? commonScore(name, value) : 2;
}

function isCommon(name: string): boolean {
  return COMMON.test(name);
}

function commonScore(name: string, value: HelmValue): number {
  const text = writtenText(value);
  return VALUES.some(([of, pattern]) => of === name && pattern.test(text)) ? 2 : 1;
}

/** The text of a scalar as a person writes it: `off`, which YAML 1.1 has for a boolean. */
function writtenText(value: HelmValue): string {
  if (value.place?.kind === "yaml" && value.place.node.kind === "scalar") return value.place.node.text;
  return value.kind === "text" ? value.text : "";
}

/** A name of Kong's with a slip in it. Other programs have their variables in capitals. */
function slipScore(key: string): number {
  if (!/^[a-z][a-z0-9_]*$/.test(key)) return 0;
  const meant = misspeltProperty(catalogFor(newestRelease("enterprise")), key);
  if (meant === undefined) return 0;
  return isCommon(meant) ? 1 : 2;
}
