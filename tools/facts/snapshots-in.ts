import type { FactsFile } from "../../schemas/facts/facts-file.ts";
import { readTimelines, releaseOrder } from "../../schemas/facts/read-timeline.ts";
import type { Edition } from "../../schemas/release.ts";
import type { ReleaseSnapshot } from "./release-snapshot.ts";

/** Reads every release out of the timelines: the inverse of `factsOf`. */
export function snapshotsIn(file: FactsFile): ReleaseSnapshot[] {
  const editions: readonly Edition[] = ["oss", "enterprise"];
  return editions.flatMap((edition) => {
    const facts = file[edition];
    const versions = Object.keys(facts.releases);
    const order = releaseOrder(facts);
    return versions.map((version, at) => ({
      release: { edition, version },
      facts: facts.releases[version] ?? {},
      properties: readTimelines(facts.properties, order, at),
      listeners: readTimelines(facts.listeners, order, at),
      prefixes: readTimelines(facts.prefixes, order, at),
      plugins: readTimelines(facts.plugins, order, at),
      vaults: readTimelines(facts.vaults, order, at),
    }));
  });
}
