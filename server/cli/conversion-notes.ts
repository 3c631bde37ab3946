import { describeRelease } from "../../schemas/release.ts";
import type { Conversion, NotConverted } from "../convert/conversion.ts";
import type { ResolvedRelease } from "../engine/resolve-release.ts";
import { count } from "../report/words.ts";

/** What is to be said about a conversion, one sentence or two for each subject. No value of a setting is in it. */
export function conversionNotes(
  { notConverted, references, remarks }: Conversion,
  release: ResolvedRelease,
): readonly string[] {
  return [
    ...(release.certain
      ? []
      : [
          `read as ${describeRelease(release.release)}, ${release.reason}; --kong-version sets another release`,
        ]),
    ...byReason(notConverted).map(([why, names]) => `not converted: ${names.join(", ")} (${why})`),
    ...(references === undefined
      ? []
      : [
          `${count(references.names.length, "secret")} written as ${references.names.length === 1 ? "a reference" : "references"}: ${references.names.join(", ")}. ${references.need}`,
        ]),
    ...remarks,
  ];
}

function byReason(left: readonly NotConverted[]): readonly (readonly [string, readonly string[]])[] {
  const reasons = new Map<string, string[]>();
  for (const { name, why } of left) {
    const names = reasons.get(why) ?? [];
    names.push(name);
    reasons.set(why, names);
  }
  return [...reasons];
}
