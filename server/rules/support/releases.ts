import { catalogFor } from "../../../schemas/catalog.ts";
import { compareVersions, type Edition, inRange, type Release } from "../../../schemas/release.ts";

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

/**
 * Whether an upgrade passes Kong 3.2, where the meaning of `#` in a value changed. Before 0.10.4 it was nearly that of
 * 3.2, so an upgrade from there changes nothing.
 */
export function crossesCommentChange(from: Release | undefined, to: Release): boolean {
  return (
    from !== undefined &&
    inRange(from.version, { since: "0.10.4", before: "3.2" }) &&
    inRange(to.version, { since: "3.2" })
  );
}
