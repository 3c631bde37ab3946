import type { VersionRange } from "../../schemas/release.ts";
import type { Rule } from "../../server/findings/rule.ts";

/** The releases in which a rule applies, in words: `all`, `open source 2.0 and later, Enterprise`. */
export function describeReleases({ releases }: Rule): string {
  if (releases === undefined) return "all";
  const parts = [
    editionPart("open source", releases.oss),
    editionPart("Enterprise", releases.enterprise),
  ].filter((part) => part !== undefined);
  return parts.join(", ");
}

function editionPart(name: string, range: VersionRange | null | undefined): string | undefined {
  if (range === null) return undefined;
  const { since, before } = range ?? {};
  if (since !== undefined && before !== undefined) return `${name} ${since} to before ${before}`;
  if (since !== undefined) return `${name} ${since} and later`;
  return before === undefined ? name : `${name} before ${before}`;
}
