import type { ReleaseLife } from "../../schemas/lifecycle/lifecycle.ts";
import { describeRelease } from "../../schemas/release.ts";

/** What is published of a release, as lines for a person: until when it is supported, and which fixes it lacks. */
export function lifeLines(life: ReleaseLife): readonly string[] {
  const { release, laterPatches, otherLines, sources } = life;
  return [
    `${describeRelease(release)}: ${supportWords(life)}`,
    ...byRelease(laterPatches).map(([fixedIn, ids]) => `  fixed in ${fixedIn}: ${ids.join(", ")}`),
    ...(otherLines.length === 0
      ? []
      : [
          `  fixed in other lines, and not in one of this line as far as its changelog says: ${otherLines.map(({ id, fixedIn }) => `${id} (${fixedIn})`).join(", ")}`,
        ]),
    `  from ${sources.join(", ")}`,
  ];
}

/** One clause: `supported until 2028-03-31 (long-term), sunset until 2029-03-31; 3 vulnerabilities fixed later`. */
function supportWords({ release, dates, laterPatches, otherLines }: ReleaseLife): string {
  const { endOfSupport, endOfSunset, lts } = dates ?? {};
  const support =
    endOfSupport === undefined
      ? `Kong publishes no end of support for ${release.edition === "oss" ? "open-source releases" : "it"}`
      : `supported until ${endOfSupport}${lts ? " (long-term)" : ""}${endOfSunset === undefined ? "" : `, help with upgrades until ${endOfSunset}`}`;
  const lacks = laterPatches.length + otherLines.length;
  return lacks === 0
    ? support
    : `${support}; ${lacks} known ${lacks === 1 ? "vulnerability is" : "vulnerabilities are"} fixed in other releases`;
}

function byRelease(fixes: ReleaseLife["laterPatches"]): [string, string[]][] {
  const releases = new Map<string, string[]>();
  for (const { id, fixedIn } of fixes) releases.set(fixedIn, [...(releases.get(fixedIn) ?? []), id]);
  return [...releases];
}
