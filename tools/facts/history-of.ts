import type { PropertyHistory, ValueChange } from "../../schemas/catalog.ts";
import type { HistoryFacts, HistoryFile } from "../../schemas/facts/history-file.ts";
import type { Edition } from "../../schemas/release.ts";

/** A curated entry about a property that was renamed, merged, removed, or lost a value. */
export interface CollectedChange {
  readonly property: string;
  readonly kind: string;
  readonly replacement?: readonly string[] | null;
  readonly deprecatedIn?: Readonly<Partial<Record<Edition, string>>> | null;
  readonly changedIn?: Readonly<Partial<Record<Edition, string>>>;
  readonly enterpriseStated?: { readonly mergedIn?: string };
  readonly value?: string;
  readonly effect?: string;
  readonly confidence?: string;
}

/** Reduces the curated entries to `history.json`, one entry a property, in alphabetical order. */
export function historyFacts(entries: readonly CollectedChange[]): HistoryFile {
  const history = new Map<string, HistoryFacts>();
  for (const entry of entries) {
    const { property } = entry;
    const facts = isAboutValue(entry) ? valueFacts(entry, history.get(property)) : nameFacts(entry);
    if (Object.keys(facts).length > 0) history.set(property, { ...history.get(property), ...facts });
  }
  return Object.fromEntries([...history].sort(([a], [b]) => (a < b ? -1 : 1)));
}

function isAboutValue(entry: CollectedChange): boolean {
  return entry.kind.startsWith("value-") || entry.kind === "type-changed";
}

function nameFacts(entry: CollectedChange): HistoryFacts {
  const { replacement, deprecatedIn, effect } = entry;
  const goneBy = entry.enterpriseStated?.mergedIn;
  // Both names of an alias stay; the catalog says so.
  if (entry.kind === "alias") return {};
  return {
    ...(replacement && { replacedBy: replacement, kind: replacementKind(entry.kind) }),
    ...(deprecatedIn && { deprecatedIn }),
    ...(goneBy !== undefined && { goneBy: { enterprise: goneBy } }),
    ...(effect !== undefined && { note: effect }),
    ...(entry.confidence === "unverified" && { unverified: true }),
  };
}

function replacementKind(kind: string): Exclude<PropertyHistory["replacementKind"], undefined> {
  if (kind === "renamed" || kind === "misnamed") return "renamed";
  return kind === "merged" ? "merged" : "changed";
}

function valueFacts(entry: CollectedChange, known: HistoryFacts | undefined): HistoryFacts {
  const change: ValueChange = {
    ...(entry.value !== undefined && { value: entry.value }),
    kind: valueKind(entry.kind),
    since: entry.changedIn ?? entry.deprecatedIn ?? {},
    ...(entry.effect !== undefined && { note: entry.effect }),
  };
  return { values: [...(known?.values ?? []), change] };
}

function valueKind(kind: string): ValueChange["kind"] {
  if (kind === "value-removed") return "removed";
  return kind === "value-deprecated" ? "deprecated" : "meaning";
}
