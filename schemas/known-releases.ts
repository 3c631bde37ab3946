import { memoizeText } from "../grammar/text/memoize.ts";
import { kongFacts } from "./facts/kong-facts.ts";
import { compareVersions, type Edition, type Release, versionLine } from "./release.ts";

/** By edition, so that the facts of one are not read for the other. */
const versionsOf = memoizeText((edition: Edition): readonly string[] =>
  Object.keys(kongFacts[edition].releases),
);

/** The releases that the facts hold, oldest first; open source by patch, Enterprise by line. Without edition: both. */
export function knownReleases(edition?: Edition): readonly Release[] {
  const editions: readonly Edition[] = edition === undefined ? ["oss", "enterprise"] : [edition];
  return editions.flatMap((each) => versionsOf(each).map((version) => ({ edition: each, version })));
}

/** The newest release of an edition that the facts hold. */
export function newestRelease(edition: Edition): Release {
  return { edition, version: versionsOf(edition).at(-1) ?? "" };
}

/**
 * The known release that stands for a release someone names.
 * @returns `exact` is false when the facts do not hold it: `known` is then the newest one before it, or the oldest of all.
 *   A line (`3.9`) is its newest patch, and a lone number (`3`) the newest release that begins with it; an Enterprise patch
 *   (`3.4.3.1`) is of its line.
 */
export function knownRelease(release: Release): { readonly known: Release; readonly exact: boolean } {
  const { edition } = release;
  const line = versionLine(release.version);
  const asked = edition === "enterprise" ? line : release.version;
  const all = versionsOf(edition);
  const parts = asked.split(".").length;
  const same = all.findLast((version) => {
    const part = parts <= 2 ? version.split(".", parts).join(".") : version;
    return compareVersions(part, asked) === 0;
  });
  if (same !== undefined) return { known: { edition, version: same }, exact: true };
  const before = all.filter((version) => compareVersions(version, asked) < 0).at(-1);
  return { known: { edition, version: before ?? all[0] ?? "" }, exact: false };
}
