import { type Catalog, catalogFor, historyOf, type ValueChange } from "../../../schemas/catalog.ts";
import { describeRelease, type Release } from "../../../schemas/release.ts";
import { defineRule, type RuleContext } from "../../findings/rule.ts";
import type { Assignment } from "../../model/assignment.ts";
import { writtenAssignments } from "../support/assignments.ts";
import { keyStatus } from "../support/names.ts";
import { hasHistory } from "../support/properties.ts";
import { isBetween } from "../support/releases.ts";

/** More names than these are counted. */
const MOST_NAMES = 6;

/** What an upgrade does to the properties that the file sets: once for those that go, on the line for values that mean something else. */
export default defineRule({
  summary: "Properties that the upgrade removes or redefines",
  severity: "warning",
  needs: "upgrade",
  layer: "policy",
  yieldsTo: ["listen/proxy-protocol-mismatch"],
  check(context) {
    const { from } = context;
    if (from === undefined) return;
    reportGone(from, context);
    for (const assignment of writtenAssignments(context.unit)) {
      if (assignment.section !== undefined || assignment.opaque !== undefined) continue;
      const change = changeOf(assignment, from, context);
      if (change !== undefined) reportChange(assignment, change, context);
    }
  },
});

function reportGone(from: Release, { unit, catalog, release, report }: RuleContext): void {
  const before = catalogFor(from);
  const gone = new Map<string, string>();
  for (const { property, section } of writtenAssignments(unit)) {
    if (section !== undefined || gone.has(property) || !before.knows(property)) continue;
    const known = catalog.knows(property) && catalog.property(property)?.dropped !== true;
    const status = known ? undefined : keyStatus(property, catalog);
    if (status?.kind === "removed") gone.set(property, describeRelease(status.gone));
    else if (status !== undefined) gone.set(property, describeRelease(release));
    else if (isRefusedValue(property, unit.assignments, before, catalog))
      gone.set(property, describeRelease(release));
  }
  if (gone.size === 0) return;
  const names = [...gone].map(([name, release]) => `\`${name}\` (${release})`);
  const listed = names.slice(0, MOST_NAMES).join(", ");
  const more = names.length > MOST_NAMES ? ` and ${names.length - MOST_NAMES} more` : "";
  report({
    at: unit.anchor,
    message: `${gone.size === 1 ? "One setting" : `${gone.size} settings`} of this file ${gone.size === 1 ? "does" : "do"} not survive the upgrade from ${describeRelease(from)} to ${describeRelease(release)}: ${listed}${more}. The findings on their lines say what to use instead.`,
  });
}

/** A value of a closed set that the new release has taken out of it. */
function isRefusedValue(
  property: string,
  assignments: readonly Assignment[],
  before: Catalog,
  after: Catalog,
): boolean {
  const [old, now] = [before.property(property), after.property(property)];
  if (old?.enum === undefined || now?.enum === undefined) return false;
  const value = assignments.findLast((each) => each.property === property)?.writtenValue ?? "";
  const took = old.enum.includes(value) && old.rejectedValues?.includes(value) !== true;
  const takes = now.enum.includes(value) && now.rejectedValues?.includes(value) !== true;
  return took && !takes;
}

function changeOf(
  { property, writtenValue }: Assignment,
  from: Release,
  { release }: RuleContext,
): ValueChange | undefined {
  if (!hasHistory(property)) return undefined;
  return historyOf(property)?.valueChanges.find(
    ({ value, kind, since }) =>
      kind !== "removed" &&
      (value === undefined || value === writtenValue) &&
      isBetween(since, from, release),
  );
}

function reportChange(
  assignment: Assignment,
  { kind, value, note }: ValueChange,
  { release, report }: RuleContext,
): void {
  const { property } = assignment;
  report({
    at: assignment,
    property,
    message: `${
      kind === "deprecated"
        ? `${describeRelease(release)} deprecates this value of \`${property}\``
        : value === undefined
          ? `\`${property}\` works differently in ${describeRelease(release)}`
          : `This value of \`${property}\` has a different meaning in ${describeRelease(release)}`
    }.${note === undefined ? "" : ` ${note}`}`,
  });
}
