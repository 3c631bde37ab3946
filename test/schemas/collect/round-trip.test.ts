import { expect, it } from "vitest";
import { catalogFor, knownReleases } from "../../../schemas/catalog.ts";
import { kongFacts } from "../../../schemas/facts/kong-facts.ts";
import { collectOss } from "../../../tools/collect/collect-oss.ts";
import { factsComparison } from "../../../tools/facts/facts-comparison.ts";
import { treeOf } from "./made-up-kong.ts";
import { sourceFromFacts } from "./source-from-facts.ts";

const comparison = factsComparison(kongFacts);

/** The newest patch of each line; those before 0.13 had no lists of listen flags to write. */
const releases = knownReleases("oss").filter(
  ({ version }, at, all) => !(all[at + 1]?.version ?? "").startsWith(version.replace(/\d+$/, "")),
);

it.each(releases)(
  "a source written from the facts of Kong $version is collected as these facts",
  (release) => {
    const source = sourceFromFacts(catalogFor(release));
    const { facts } = collectOss(treeOf(source), release.version);
    expect(comparison.differences(release, facts)).toEqual([]);
  },
);
