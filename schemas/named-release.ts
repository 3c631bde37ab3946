import { knownRelease, knownReleases } from "./known-releases.ts";
import { compareVersions, type Edition, parseRelease, type Release, versionLine } from "./release.ts";

/** A release as somebody names it. */
export interface NamedRelease extends Release {
  /** True where no edition was said and the version is one that only Enterprise has. */
  readonly presumesEnterprise?: true;
  /** True where no edition was said and the version is taken for one of open source: what else is known may say another. */
  readonly presumesOpenSource?: true;
}

/**
 * Reads the name of a release as `parseRelease` does. Without an edition in the text or beside it, a version is open source,
 * unless only Enterprise has such a one: `0.34`, `3.12`, and `3.4.3.1` with its four numbers.
 * @param edition the edition that is said elsewhere
 * @returns undefined when the text is no release name
 */
export function namedRelease(text: string, edition?: Edition): NamedRelease | undefined {
  const open = parseRelease(text, edition ?? "oss");
  const enterprise = parseRelease(text, edition ?? "enterprise");
  if (open === undefined || enterprise === undefined || open.edition === enterprise.edition) return open;
  const isOpen = knownRelease(open).exact || !knownRelease(enterprise).exact || isOfOpenLine(open);
  return isOpen ? { ...open, presumesOpenSource: true } : { ...enterprise, presumesEnterprise: true };
}

/** Whether it is another patch of an open-source line: three numbers say nothing of the edition, and four do. */
function isOfOpenLine({ version }: Release): boolean {
  const line = versionLine(version);
  return (
    version.split(".").length < 4 &&
    knownReleases("oss").some((known) => compareVersions(versionLine(known.version), line) === 0)
  );
}
