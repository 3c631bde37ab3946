import { ASKING_RULES, ENTERPRISE_REFUSALS } from "../upgrade/enterprise-refusals.ts";
import type { DiffItem, SideValue } from "./configuration-diff.ts";
import type { DiffSide, SideFinding, SideReading, SideRefusal } from "./diff-side.ts";
import { showValue, type ValueMask } from "./show-value.ts";

const DEFAULT_CHANGED = "upgrade/default-changed";

/** What rules and refusals of the loader say of the second side, and did not say of the first. */
export function ruleItems(before: DiffSide, after: DiffSide, isUpgrade: boolean): readonly DiffItem[] {
  const mask: ValueMask = {
    catalogs: [before.catalog, after.catalog],
    redact: (text) => after.redact(before.redact(text)),
  };
  const shown = (side: DiffSide, property: string) => showValue(side.readings.get(property), mask);
  return [
    ...refusedItems(before, after, shown),
    ...acceptedItems(before, after, shown),
    ...(isUpgrade ? upgradeItems(before, after, shown) : []),
  ];
}

type Shown = (side: DiffSide, property: string) => SideValue;

function refusedItems(before: DiffSide, after: DiffSide, shown: Shown): readonly DiffItem[] {
  const known = new Set(before.refusals.map(({ key }) => key));
  const seen = new Set<string>();
  const ofLoader = after.refusals.filter(({ key, rule, property }) => {
    const id = `${rule} ${property}`;
    if (known.has(key) || seen.has(id)) return false;
    seen.add(id);
    return true;
  });
  const ofRules = fresh(before, after).filter(
    ({ rule, severity, property }) =>
      severity === "error" && ENTERPRISE_REFUSALS.includes(rule) && !seen.has(`${rule} ${property}`),
  );
  return [...ofLoader, ...ofRules].map((reason) => ({
    ...itemOf("refused", reason, shown(before, reason.property), shown(after, reason.property)),
    advice: { message: reason.message, fix: reason.fix, rule: reason.rule },
  }));
}

/** Only where Kong starts at last: of several reasons, one that is left keeps it from starting. */
function acceptedItems(before: DiffSide, after: DiffSide, shown: Shown): readonly DiffItem[] {
  if (after.refusals.length > 0) return [];
  const properties = new Map(before.refusals.map((refusal) => [refusal.property, refusal] as const));
  return [...properties.values()].map((refusal) =>
    itemOf("accepted", refusal, shown(before, refusal.property), shown(after, refusal.property)),
  );
}

/** What a change of the release brings with it, whatever is written. */
function upgradeItems(before: DiffSide, after: DiffSide, shown: Shown): readonly DiffItem[] {
  return fresh(before, after).flatMap((finding): DiffItem[] => {
    const { rule, property, severity, isWritten } = finding;
    const item = (kind: DiffItem["kind"]) => ({
      ...itemOf(kind, finding, shown(before, property), shown(after, property)),
      advice: { message: finding.message, fix: finding.fix, rule },
    });
    if (rule === DEFAULT_CHANGED) {
      if (isOpenDefault(before.readings.get(property)))
        return [{ ...item("default"), isWarning: severity === "warning" }];
      return [];
    }
    // Without a property it sums up what is listed one by one.
    if (rule === "upgrade/property-lifecycle") return isWritten && property !== "" ? [item("meaning")] : [];
    if (severity === "error" && ENTERPRISE_REFUSALS.includes(rule)) return [];
    if (ASKING_RULES.includes(rule) && (severity === "warning" || severity === "error"))
      return [item("required")];
    return [];
  });
}

/** What the first side sets by itself changes for another reason. */
function isOpenDefault(reading: SideReading | undefined): boolean {
  return reading?.isSet !== true || reading.origin.kind === "by";
}

function fresh(before: DiffSide, after: DiffSide): readonly SideFinding[] {
  const known = new Set(before.findings.map(identity));
  return after.findings.filter((finding) => !known.has(identity(finding)));
}

/** A finding is the same on both sides where a rule says it of the same property. */
function identity({ rule, property }: SideFinding): string {
  return `${rule} ${property}`;
}

function itemOf(
  kind: DiffItem["kind"],
  { property, place }: Pick<SideRefusal, "property" | "place">,
  before: SideValue,
  after: SideValue,
): DiffItem {
  return {
    kind,
    property,
    before,
    // What is refused need not be read at all: its place is that of the refusal.
    after: kind === "refused" && after.place === undefined ? { ...after, place } : after,
    listeners: [],
    advice: undefined,
    isWarning: false,
  };
}
