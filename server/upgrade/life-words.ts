import type { ReleaseLife } from "../../schemas/lifecycle/lifecycle.ts";
import { describeRelease } from "../../schemas/release.ts";
import { type Page, paragraph, plainPage } from "../report/page.ts";

/** What is published of a release, as lines for a person: until when it is supported, and which fixes it lacks. */
export function lifeLines(life: ReleaseLife, page: Page = plainPage): readonly string[] {
  const { release, laterPatches, otherLines, sources } = life;
  const details = [
    ...byRelease(laterPatches).map(([fixedIn, ids]) => `fixed in ${fixedIn}: ${ids.join(", ")}`),
    ...(otherLines.length === 0
      ? []
      : [
          `fixed in other lines, and in no release of this line according to its changelog: ${otherLines.map(({ id, fixedIn }) => `${id} (${fixedIn})`).join(", ")}`,
        ]),
    `from ${sources.join(", ")}`,
  ];
  return [
    ...paragraph(`${describeRelease(release)}: ${supportWords(life)}`, page, 0, 2),
    ...details.flatMap((detail) => paragraph(detail, page, 2, 2)),
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
