import { formatRelease } from "../../schemas/release.ts";
import { changedValues } from "./changed-values.ts";
import { type DiffItem, diffKinds, type IgnoredName, type UnitDiff } from "./configuration-diff.ts";
import type { DiffSide } from "./diff-side.ts";
import { ruleItems } from "./rule-items.ts";

/** How two sides are compared. */
export interface CompareOptions {
  /** Whether both sides are versions of one file: what is unknown on both and written otherwise is then a change. */
  readonly isSameSource: boolean;
}

/** What Kong does differently with the second side of a process. */
export function compareSides(before: DiffSide, after: DiffSide, options: CompareOptions): UnitDiff {
  const isUpgrade = formatRelease(before.release) !== formatRelease(after.release);
  const values = changedValues(before, after, options);
  const found = ruleItems(before, after, isUpgrade);
  // Of a setting that Kong refuses, that is what there is to say.
  const told = new Set(
    found.filter(({ kind }) => kind === "refused" || kind === "accepted").map(({ property }) => property),
  );
  const items = [
    ...found.map((item) => withValues(item, values.items)),
    ...values.items.filter(({ property }) => !told.has(property)),
  ];
  return {
    before: before.summary,
    after: after.summary,
    items: items.sort(byKind),
    notCompared: values.notCompared,
    ignored: ignoredNames(before, after),
  };
}

/** A refused setting with what both sides have for it, where that differs. */
function withValues(item: DiffItem, values: readonly DiffItem[]): DiffItem {
  const same = values.find(({ property }) => property !== "" && property === item.property);
  return same === undefined || item.kind !== "refused"
    ? item
    : { ...item, before: same.before, after: item.after ?? same.after };
}

function byKind(a: DiffItem, b: DiffItem): number {
  return (
    diffKinds.indexOf(a.kind) - diffKinds.indexOf(b.kind) ||
    Number(b.isWarning) - Number(a.isWarning) ||
    Number(losesListener(b)) - Number(losesListener(a)) ||
    compareTexts(a.property, b.property)
  );
}

function losesListener({ listeners }: DiffItem): boolean {
  return listeners.some(({ kind }) => kind === "lost");
}

function compareTexts(a: string, b: string): number {
  return a < b ? -1 : a > b ? 1 : 0;
}

/** Names that only the second side writes, and that no Kong of either side reads. */
function ignoredNames(before: DiffSide, after: DiffSide): readonly IgnoredName[] {
  return [...after.written.values()]
    .filter(
      ({ property }) =>
        !before.written.has(property) &&
        !after.catalog.knows(property) &&
        !after.readings.has(property) &&
        !after.catalog.partial,
    )
    .map(({ name, place }) => ({ name: after.redact(name), place }));
}
