import { readdirSync, readFileSync } from "node:fs";
import { join } from "node:path";
import type { Edition } from "../../schemas/release.ts";
import type { CollectedChange } from "./history-of.ts";

/** What an upgrade from one release to the next changes, as far as it is read. */
interface CollectedUpgrade {
  readonly edition: Edition;
  readonly to: string;
  readonly typeOrMeaningChanged?: readonly { readonly property: string; readonly fact: string }[];
}

/**
 * The curated entries of a folder: those of `deprecations.json`, and of each `upgrade-*.json` the changes of meaning that
 * `deprecations.json` does not have.
 */
export function readChanges(folder: string): readonly CollectedChange[] {
  const read = (name: string) => JSON.parse(readFileSync(join(folder, name), "utf8"));
  const { entries }: { entries: readonly CollectedChange[] } = read("deprecations.json");
  const upgrades = readdirSync(folder).filter((name) => /^upgrade-.*\.json$/.test(name));
  return [...entries, ...upgrades.sort().flatMap((name) => meaningChanges(read(name), entries))];
}

function meaningChanges(upgrade: CollectedUpgrade, known: readonly CollectedChange[]): CollectedChange[] {
  const { typeOrMeaningChanged = [], edition, to } = upgrade;
  return typeOrMeaningChanged
    .filter(
      ({ property }) => !known.some((entry) => entry.property === property && entry.kind === "type-changed"),
    )
    .map(({ property, fact }) => ({
      property,
      kind: "value-meaning-changed",
      changedIn: { [edition]: to },
      effect: fact,
    }));
}
