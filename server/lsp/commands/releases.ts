import { knownReleases, newestRelease } from "../../../schemas/catalog.ts";
import { describeRelease, formatRelease } from "../../../schemas/release.ts";

/** A release that a person may choose. */
export interface ReleaseChoice {
  /** `oss@3.9.3`: what settings and comments hold. */
  readonly id: string;
  readonly label: string;
  readonly edition: "oss" | "enterprise";
  /** Whether it is the newest of its edition. */
  readonly newest: boolean;
}

/** Every release that is known, the newest first, open source before Enterprise. */
export function releases(): readonly ReleaseChoice[] {
  return (["oss", "enterprise"] as const).flatMap((edition) => {
    const newest = formatRelease(newestRelease(edition));
    return [...knownReleases(edition)].reverse().map((release) => ({
      id: formatRelease(release),
      label: describeRelease(release),
      edition,
      newest: formatRelease(release) === newest,
    }));
  });
}
