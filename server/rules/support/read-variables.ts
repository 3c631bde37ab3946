import { memoizeLast } from "../../../grammar/text/memoize.ts";
import type { Catalog } from "../../../schemas/catalog.ts";
import { compareVersions } from "../../../schemas/release.ts";
import type { Reading } from "../../loader/reading.ts";
import type { Assignment } from "../../model/assignment.ts";
import type { ConfigUnit } from "../../model/config-unit.ts";
import { askedVariables } from "./vault-variables.ts";

/**
 * Variables that name no property and are read all the same, because settings of the unit say so: a reference to the vault of the
 * environment asks for them, or nginx hands them on to its workers.
 */
export const readVariables = memoizeLast(
  (unit: ConfigUnit, reading: Reading, catalog: Catalog): ReadonlySet<string> =>
    new Set([...referredTo(unit, reading, catalog), ...variablesForPlugins(reading, catalog)]),
);

/** A variable that a reference misses by a little is meant for it, and the rule about references says so. */
function referredTo(unit: ConfigUnit, reading: Reading, catalog: Catalog): string[] {
  return askedVariables(unit, reading, catalog).flatMap(({ variable, meant }) => [
    variable,
    meant ?? variable,
  ]);
}

/**
 * Variables that nginx hands on to its workers, where a plugin reads them. `A; env B=c`: the value of the directive `env`, perhaps
 * with more of them behind it.
 */
export const variablesForPlugins = memoizeLast((reading: Reading, catalog: Catalog): ReadonlySet<string> => {
  const property = "nginx_main_env";
  if (!catalog.knows(property)) return new Set();
  const directives = (reading.text(property) ?? "").split(";");
  return new Set(directives.flatMap((text) => /^\s*(?:env\s+)?["']?([^\s="']+)/.exec(text)?.[1] ?? []));
});

/** Whether a setting is a variable of a plugin, which Kong does not ask for. */
export function isForPlugins(
  { property, variable }: Assignment,
  reading: Reading,
  catalog: Catalog,
): boolean {
  return !catalog.knows(property) && variablesForPlugins(reading, catalog).has(variable);
}

/** The first images whose entry point reads a file for a variable: for a few names, and for every one. */
const FIRST_IMAGE_FOR: ReadonlyMap<string, string> = new Map([
  ["pg_password", "2.0.4"],
  ["pg_user", "2.0.5"],
  ["pg_database", "2.0.5"],
]);
const FIRST_IMAGE_FOR_ALL = "2.5.1";

/**
 * The first release whose image reads `KONG_<PROPERTY>_FILE`, by the name of the variable without `KONG_`; undefined where that is
 * no such variable.
 */
export function firstImageToRead(name: string, catalog: Catalog): string | undefined {
  if (!name.endsWith("_file")) return undefined;
  const property = name.slice(0, -"_file".length);
  if (property !== "password" && !catalog.knows(property)) return undefined;
  return FIRST_IMAGE_FOR.get(property) ?? FIRST_IMAGE_FOR_ALL;
}

/** Whether the image of a release has the entry point of another one, or a newer one. */
export function isImageSince({ base }: Catalog, since: string): boolean {
  return compareVersions(base, since) >= 0;
}
