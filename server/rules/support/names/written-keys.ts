import { LastAnswers } from "../../../../grammar/text/last-answers.ts";
import type { Catalog } from "../../../../schemas/catalog.ts";
import type { RuleContext } from "../../../findings/rule.ts";
import type { Assignment } from "../../../model/assignment.ts";
import type { ConfigUnit } from "../../../model/config-unit.ts";
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

/** Several rules ask the same of each source. */
const known = new LastAnswers<
  ConfigUnit,
  { readonly catalog: Catalog; readonly keys: readonly StrangeKey[] }
>();

/** The assignments whose names the release does not know, or drops. */
function strangeKeys(unit: ConfigUnit, catalog: Catalog): readonly StrangeKey[] {
  const last = known.get(unit);
  if (last?.catalog === catalog) return last.keys;
  const keys: StrangeKey[] = [];
  for (const assignment of unit.assignments) {
    const { property, section } = assignment;
    if (section !== undefined || property === "") continue;
    if (catalog.knows(property) && catalog.property(property)?.dropped !== true) continue;
    keys.push({ assignment, status: keyStatus(property, catalog) });
  }
  known.set(unit, { catalog, keys });
  return keys;
}
