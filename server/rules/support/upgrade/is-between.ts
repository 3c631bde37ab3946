import { catalogFor } from "../../../../schemas/catalog.ts";
import { compareVersions, type Edition, type Release } from "../../../../schemas/release.ts";

/**
 * Whether something that holds from a release of each edition on comes with an upgrade: after `from`, not after `to`.
 * Releases of two editions are compared by the open-source release that they stand on.
 */
export function isBetween(
  since: Readonly<Partial<Record<Edition, string>>>,
  from: Release,
  to: Release,
): boolean {
  const version = since[to.edition];
  if (version === undefined || compareVersions(version, to.version) > 0) return false;
  if (from.edition === to.edition) return compareVersions(version, from.version) > 0;
  return compareVersions(catalogFor({ edition: to.edition, version }).base, catalogFor(from).base) > 0;
}
