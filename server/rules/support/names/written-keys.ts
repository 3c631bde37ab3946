import { memoizeLast } from "../../../../grammar/text/memoize.ts";
import type { Catalog } from "../../../../schemas/catalog.ts";
import type { RuleContext } from "../../../findings/rule.ts";
import type { Assignment } from "../../../model/assignment.ts";
import type { ConfigUnit } from "../../../model/config-unit-old.ts";
import { type KeyStatus, keyStatus } from "./key-status.ts";

interface StrangeKey<Status extends KeyStatus = KeyStatus> {
  readonly assignment: Assignment;
  readonly status: Status;
}

/** Assignments that Kong looks at, whose name has a certain status in the release. */
export function writtenKeys<Kind extends KeyStatus["kind"]>(
  { unit, catalog, isExtraProperty }: Pick<RuleContext, "unit" | "catalog" | "isExtraProperty">,
  kind: Kind,
): readonly StrangeKey<Extract<KeyStatus, { kind: Kind }>>[] {
  return strangeKeys(unit, catalog).filter(
    (key): key is StrangeKey<Extract<KeyStatus, { kind: Kind }>> =>
      key.status.kind === kind && !isExtraProperty(key.assignment.property),
  );
}

/** The assignments whose names the release does not know, or drops. Several rules ask the same of each source. */
const strangeKeys = memoizeLast((unit: ConfigUnit, catalog: Catalog): readonly StrangeKey[] => {
  const keys: StrangeKey[] = [];
  for (const assignment of unit.assignments) {
    const { property, section } = assignment;
    if (section !== undefined || property === "") continue;
    if (catalog.knows(property) && catalog.property(property)?.dropped !== true) continue;
    keys.push({ assignment, status: keyStatus(property, catalog) });
  }
  return keys;
});
