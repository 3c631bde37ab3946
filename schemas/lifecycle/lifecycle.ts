import { compareVersions, type Edition, type Release, versionLine } from "../release.ts";
import lifecycleJson from "./lifecycle.json" with { type: "json" };
import type { Lifecycle, LifecycleFile } from "./lifecycle-file.ts";

// The compiler sees the file as unrelated literal types; the tests hold it to LifecycleFile.
const facts = lifecycleJson as unknown as LifecycleFile;

/** A fix that a release does not have. */
export interface MissingFix {
  /** `CVE-2023-44487` */
  readonly id: string;
  /** The oldest release that has it, of the same line where there is one. */
  readonly fixedIn: string;
}

/** What the vendor publishes of the life of a release. */
export interface ReleaseLife {
  /** The release as it was asked for: a patch of Enterprise has four numbers. */
  readonly release: Release;
  /** Undefined where the vendor publishes none: of open source, and of lines that are too new. */
  readonly dates: Lifecycle | undefined;
  /** Fixes in later patches of the same line, oldest patch first. For a line without a patch, in all its patches. */
  readonly laterPatches: readonly MissingFix[];
  /** Fixes in other lines, which the changelogs of this line do not name. */
  readonly otherLines: readonly MissingFix[];
  /** The vendor's files that say so. */
  readonly sources: readonly string[];
}

/** What is published of a release; it need not be one that the facts hold. */
export function releaseLife(release: Release): ReleaseLife {
  const line = versionLine(release.version);
  const fixes = Object.entries(facts.fixes).flatMap(([id, fix]) =>
    missingFix(id, fix[release.edition], release),
  );
  const isOwn = ({ fixedIn }: MissingFix) => versionLine(fixedIn) === line;
  const inOrder = (found: readonly MissingFix[]) =>
    [...found].sort((a, b) => compareVersions(a.fixedIn, b.fixedIn));
  const dates = facts.enterprise[line];
  return {
    release,
    dates: release.edition === "enterprise" ? dates : undefined,
    laterPatches: inOrder(fixes.filter(isOwn)),
    otherLines: inOrder(fixes.filter((fix) => !isOwn(fix))),
    sources: facts.sources.filter(
      (source) => source.startsWith("Kong/kong ") === (release.edition === "oss"),
    ),
  };
}

/**
 * The fix that a release lacks. A fix in the first release of a line, and one in the newest line that has it, were made
 * before later lines began: those have it too.
 */
function missingFix(id: string, versions: readonly string[], { edition, version }: Release): MissingFix[] {
  const line = versionLine(version);
  const own = versions.filter((fixed) => versionLine(fixed) === line);
  if (own.some((fixed) => isIncluded(fixed, version, edition))) return [];
  const [first] = own;
  if (first !== undefined) return [{ id, fixedIn: first }];
  const newest = versions.at(-1);
  const isLater = newest !== undefined && compareVersions(line, versionLine(newest)) > 0;
  const began = versions.find(
    (fixed) => isFirstOfLine(fixed) && compareVersions(versionLine(fixed), line) < 0,
  );
  if (isLater || began !== undefined) return [];
  const next = versions.find((fixed) => compareVersions(fixed, version) > 0);
  return next === undefined ? [] : [{ id, fixedIn: next }];
}

/** Whether a release is the one that fixed something or a later one. A line without a patch may be any of its patches. */
function isIncluded(fixed: string, version: string, edition: Edition): boolean {
  const isLine = version.split(".").length < (edition === "enterprise" ? 4 : 3);
  return isLine ? isFirstOfLine(fixed) : compareVersions(fixed, version) <= 0;
}

function isFirstOfLine(version: string): boolean {
  return version
    .split(".")
    .slice(2)
    .every((part) => part === "0");
}
