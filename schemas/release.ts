import { memoizeText } from "../grammar/text/memoize.ts";

/** The two products whose configuration is the same language with different properties. */
export type Edition = "oss" | "enterprise";

/** One Kong release: an edition and a dotted version, for example `oss` `3.9.3` or `enterprise` `0.34`. */
export interface Release {
  readonly edition: Edition;
  /** Dotted decimal numbers without prefix or suffix. Open source is known by patch, Enterprise by line. */
  readonly version: string;
}

/**
 * Orders two dotted versions number by number; a missing part counts as zero, so `3.4` equals `3.4.0`.
 * @returns a negative number, zero or a positive number, as `Array.prototype.sort` wants it.
 */
export function compareVersions(a: string, b: string): number {
  if (a === b) return 0;
  const left = partsOf(a);
  const right = partsOf(b);
  for (let part = 0; part < Math.max(left.length, right.length); part++) {
    const difference = (left[part] ?? 0) - (right[part] ?? 0);
    if (difference !== 0) return difference;
  }
  return 0;
}

/** Versions are compared far more often than there are different ones. */
const partsOf = memoizeText((version: string): readonly number[] => version.split(".").map(Number));

/** The first two numbers of a version: `3.9.3` is of the line `3.9`. */
export function versionLine(version: string): string {
  return version.split(".").slice(0, 2).join(".");
}

/** A range of versions: from `since` (included) up to `before` (excluded); an absent end is open. */
export interface VersionRange {
  readonly since?: string | undefined;
  readonly before?: string | undefined;
}

/** Whether `version` lies in `range`. */
export function inRange(version: string, range: VersionRange): boolean {
  if (range.since !== undefined && compareVersions(version, range.since) < 0) return false;
  return range.before === undefined || compareVersions(version, range.before) < 0;
}

/** The text that names a release in flags, comments and settings: `oss@3.9.3`. */
export function formatRelease(release: Release): string {
  return `${release.edition}@${release.version}`;
}

/** The text that names a release to a person: `Kong 3.9.3`, `Kong Enterprise 0.34`. */
export function describeRelease(release: Release): string {
  return release.edition === "enterprise" ? `Kong Enterprise ${release.version}` : `Kong ${release.version}`;
}

/** Enterprise has four numbers since 1.3.0.1; a fifth one is a package's. */
const MOST_PARTS = 5;

/**
 * Reads `3`, `3.9`, `oss@3.9.3`, `enterprise@0.34`, `ee@3.4`, `ce@0.14`, with or without a leading `v`.
 * @param fallback the edition meant when the text names none
 * @returns undefined when the text is no release name; whether such a release exists is the catalog's to say.
 */
export function parseRelease(text: string, fallback: Edition = "oss"): Release | undefined {
  const name = text.trim().toLowerCase();
  const match = /^(?:(oss|ce|enterprise|ee)@)?v?(\d+(?:\.\d+)*)(?:[-+][\w.-]*)?$/.exec(name);
  if (match === null) return undefined;
  const [, edition, version = ""] = match;
  if (version.split(".").length > MOST_PARTS) return undefined;
  const named = edition?.startsWith("e") === true ? "enterprise" : "oss";
  return { edition: edition === undefined ? fallback : named, version };
}
