import type { PropertyHistory, ValueChange } from "../catalog.ts";

/**
 * The shape of `history.json`: what the facts of single releases do not say. A name that is not there has nothing more
 * to tell than its timeline does.
 */
export type HistoryFile = Readonly<Record<string, HistoryFacts>>;

/** What became of one property. */
export interface HistoryFacts {
  readonly replacedBy?: readonly string[];
  readonly kind?: Exclude<PropertyHistory["replacementKind"], undefined>;
  readonly deprecatedIn?: PropertyHistory["deprecatedIn"];
  readonly goneBy?: PropertyHistory["deprecatedIn"];
  readonly values?: readonly ValueChange[];
  readonly note?: string;
  readonly unverified?: true;
}
