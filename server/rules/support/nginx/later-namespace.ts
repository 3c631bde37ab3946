import { type Catalog, catalogFor, knownReleases } from "../../../../schemas/catalog.ts";
import { compareVersions, type Release } from "../../../../schemas/release.ts";

/** A namespace of a later release. */
export interface LaterNamespace {
  /** `nginx_http_upstream_` */
  readonly prefix: string;
  /** The first release of the edition that has it. */
  readonly comes: Release;
}

/** The namespace that takes a name from the one of the release at hand (`prefix`) in a later release, if there is such a one. */
export function laterNamespace(
  property: string,
  prefix: string,
  { release }: Catalog,
): LaterNamespace | undefined {
  for (const each of knownReleases(release.edition)) {
    if (compareVersions(each.version, release.version) <= 0) continue;
    const later = catalogFor(each).dynamicPrefixOf(property);
    if (later?.injects === true && later.prefix.length > prefix.length)
      return { prefix: later.prefix, comes: each };
  }
  return undefined;
}
