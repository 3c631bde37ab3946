import type { Catalog, NearName } from "../../../../schemas/catalog.ts";
import { SAFE } from "../../../../schemas/nearest-names.ts";
import type { NginxTable } from "../../../../schemas/nginx/nginx-table.ts";
import { misspeltProperty } from "../../../../schemas/suggest/misspelt-property.ts";
import { nearestProperties } from "../../../../schemas/suggest/nearest-properties.ts";
import { isNamedInAnyRelease } from "../properties.ts";
import { nginxHome } from "./nginx-home.ts";

/** Meanings that were collected have this score; less have names with the same words in another order. */
const COLLECTED = 0.9;

/** The property that people mean by a name, where that is sure. */
export function sureMeaning(catalog: Catalog, property: string): NearName | undefined {
  return nearestProperties(catalog, property).find(({ by, score }) => by === "meaning" && score >= SAFE);
}

/**
 * Whether a name that no release knows may be a directive of nginx, of which a large table tells. Names in a namespace of nginx have
 * a rule of their own, and of many names it is clear which property is meant.
 */
export function mayBeDirective(property: string, catalog: Catalog): boolean {
  if (property.startsWith("nginx_") || isNamedInAnyRelease(property)) return false;
  const misspelt = misspeltProperty(catalog, property);
  if (misspelt !== undefined) return misspelt.startsWith("nginx_");
  const meant = sureMeaning(catalog, property);
  return meant === undefined || meant.name.startsWith("nginx_") || meant.score < COLLECTED;
}

/**
 * The setting that injects the directive of a name; undefined for what is no directive, and where a property is meant.
 * `ssl_certificate` is a directive, and people who write it want the certificate that Kong has a property for. The same words in
 * another order are no such sign: `ssl_client_certificate` of nginx is not `client_ssl_cert` of Kong.
 * @param meant the property that the name is near to
 */
export function injectionOf(
  property: string,
  meant: NearName | undefined,
  catalog: Catalog,
  table: NginxTable | undefined,
): string | undefined {
  const injected = table && nginxHome(property, catalog, table);
  if (injected === undefined || meant?.name === injected) return injected;
  return meant === undefined || meant.by !== "meaning" || meant.score < COLLECTED ? injected : undefined;
}
