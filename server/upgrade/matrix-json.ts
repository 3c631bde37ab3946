import { formatRelease } from "../../schemas/release.ts";
import type { ReleaseMatrix } from "./release-matrix.ts";

/** A matrix for programs: every release by itself. Names and lines alone, no value. */
export function matrixJson({ path, base, rows, firstBreaking, lastSafe, firstSafe }: ReleaseMatrix): string {
  const releases = rows.map(({ release, starts, refusals, differences, support }) => ({
    release: formatRelease(release),
    starts,
    refusals: refusals.map(({ property, line }) => ({ property, line: line ?? null })),
    differences,
    endOfSupport: support?.endOfSupport ?? null,
    endOfSunset: support?.endOfSunset ?? null,
    lts: support?.lts === true,
  }));
  const summary = {
    version: 1,
    path,
    base: formatRelease(base),
    firstBreaking: firstBreaking === undefined ? null : formatRelease(firstBreaking),
    lastSafe: lastSafe === undefined ? null : formatRelease(lastSafe),
    firstSafe: firstSafe === undefined ? null : formatRelease(firstSafe),
    releases,
  };
  return `${JSON.stringify(summary, null, 2)}\n`;
}
