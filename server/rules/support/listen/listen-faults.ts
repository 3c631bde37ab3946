import type { ListenEntry } from "../../../../grammar/listen/listen-tree.ts";
import { memoizeLast } from "../../../../grammar/text/memoize.ts";
import type { Catalog } from "../../../../schemas/catalog.ts";
import type { Release } from "../../../../schemas/release.ts";
import type { RuleContext } from "../../../findings/rule.ts";
import type { Reading } from "../../../loader/reading.ts";
import type { Location } from "../../../model/location.ts";
import { type ListenFault, listenFault } from "./listen-fault.ts";
import { type WrittenListen, writtenListens } from "./written-listens.ts";

/** A fault with the entry it is of, and its characters in the source. */
export interface FoundFault<Fault extends ListenFault = ListenFault> {
  readonly fault: Fault;
  readonly entry: ListenEntry;
  readonly listen: WrittenListen;
  readonly at: Location;
}

/** The faults of one kind in all listeners of a source. Behind a leading `off` nothing matters. */
export function listenFaults<Kind extends ListenFault["kind"]>(
  { reading, catalog, release }: RuleContext,
  kind: Kind,
): readonly FoundFault<Extract<ListenFault, { kind: Kind }>>[] {
  return faultsIn(reading, catalog, release).filter(
    (found): found is FoundFault<Extract<ListenFault, { kind: Kind }>> => found.fault.kind === kind,
  );
}

/** Each rule about listeners asks for its kind. */
const faultsIn = memoizeLast(
  (reading: Reading, catalog: Catalog, release: Release): readonly FoundFault[] => {
    const found: FoundFault[] = [];
    for (const listen of writtenListens({ reading, catalog })) {
      if (listen.off) continue;
      for (const entry of listen.entries) {
        const fault = listenFault(entry, listen, release);
        if (fault !== undefined) found.push({ fault, entry, listen, at: listen.place(fault.span) });
      }
    }
    return found;
  },
);
