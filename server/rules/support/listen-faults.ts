import type { ListenEntry } from "../../../grammar/listen/listen-tree.ts";
import type { Span } from "../../../grammar/text/span.ts";
import type { RuleContext } from "../../engine/rule.ts";
import { type ListenFault, listenFault } from "./listen-fault.ts";
import { type WrittenListen, writtenListens } from "./written-listens.ts";

/** A fault with the entry it is of, and its characters in the source. */
export interface FoundFault<Fault extends ListenFault = ListenFault> {
  readonly fault: Fault;
  readonly entry: ListenEntry;
  readonly listen: WrittenListen;
  readonly at: Span;
}

/** The faults of one kind in all listeners of a source. Behind a leading `off` nothing matters. */
export function listenFaults<Kind extends ListenFault["kind"]>(
  context: RuleContext,
  kind: Kind,
): readonly FoundFault<Extract<ListenFault, { kind: Kind }>>[] {
  return writtenListens(context)
    .filter(({ off }) => !off)
    .flatMap((listen) =>
      listen.entries.flatMap((entry) => {
        const fault = listenFault(entry, listen, context.release);
        return fault?.kind === kind
          ? // The kind was compared just above; the compiler does not narrow by a type parameter.
            [
              {
                fault: fault as Extract<ListenFault, { kind: Kind }>,
                entry,
                listen,
                at: listen.place(fault.span),
              },
            ]
          : [];
      }),
    );
}
