import type { RuleContext } from "../../engine/rule.ts";
import type { Assignment } from "../../inputs/assignment.ts";
import { type KeyStatus, keyStatus } from "./key-status.ts";

/** Assignments that Kong looks at, whose name has a certain status in the release. */
export function* writtenKeys<Kind extends KeyStatus["kind"]>(
  { unit, catalog, isExtraProperty }: RuleContext,
  kind: Kind,
): Generator<{ readonly assignment: Assignment; readonly status: Extract<KeyStatus, { kind: Kind }> }> {
  for (const assignment of unit.assignments) {
    const { property } = assignment;
    if (assignment.section !== undefined || property === "" || isExtraProperty(property)) continue;
    if (catalog.knows(property) && catalog.property(property)?.dropped !== true) continue;
    const status = keyStatus(property, catalog);
    if (status.kind === kind) yield { assignment, status: status as Extract<KeyStatus, { kind: Kind }> };
  }
}
