import type { ListenEntry } from "../../../../grammar/listen/listen-tree.ts";
import { LastAnswers } from "../../../../grammar/text/last-answers.ts";
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

/** Each rule about listeners asks for its kind. */
const known = new LastAnswers<Reading, readonly FoundFault[]>();

/** The faults of one kind in all listeners of a source. Behind a leading `off` nothing matters. */
export function listenFaults<Kind extends ListenFault["kind"]>(
  context: RuleContext,
  kind: Kind,
): readonly FoundFault<Extract<ListenFault, { kind: Kind }>>[] {
  let faults = known.get(context.reading);
  if (faults === undefined) {
    faults = findFaults(context);
    known.set(context.reading, faults);
  }
  return faults.filter(
    (found): found is FoundFault<Extract<ListenFault, { kind: Kind }>> => found.fault.kind === kind,
  );
}

function findFaults(context: RuleContext): readonly FoundFault[] {
  const found: FoundFault[] = [];
  for (const listen of writtenListens(context)) {
    if (listen.off) continue;
    for (const entry of listen.entries) {
      const fault = listenFault(entry, listen, context.release);
      if (fault !== undefined) found.push({ fault, entry, listen, at: listen.place(fault.span) });
    }
  }
  return found;
}
