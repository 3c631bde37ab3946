import type { ListenEntry } from "../../../../grammar/listen/listen-tree.ts";
import { parseListen } from "../../../../grammar/listen/parse-listen.ts";
import { memoizeLast } from "../../../../grammar/text/memoize.ts";
import type { Span } from "../../../../grammar/text/span.ts";
import type { Catalog } from "../../../../schemas/catalog.ts";
import type { ListenProperty } from "../../../../schemas/property.ts";
import type { Reading, Refusal } from "../../../loader/reading.ts";
import type { Assignment } from "../../../model/assignment.ts";
import type { Location } from "../../../model/location.ts";
import { valueSpan } from "../value-items.ts";

/** A listener as a source writes it, Kong 0.13 and later. */
export interface WrittenListen {
  readonly listener: ListenProperty;
  readonly assignment: Assignment;
  /** Spans count from the begin of the written value. */
  readonly entries: readonly ListenEntry[];
  /** Whether the first entry is `off`: Kong then looks at none of the others. */
  readonly off: boolean;
  /** The source characters of a span of the value. */
  place(span: Span): Location;
  /** The written characters of a span of the value. */
  text(span: Span): string;
  /** The refusals that speak of an entry. */
  refusals(entry: ListenEntry): readonly Refusal[];
}

/** The listeners whose value Kong takes from a source, unless that is known at run time only, or empty. */
export function writtenListens({
  reading,
  catalog,
}: {
  readonly reading: Reading;
  readonly catalog: Catalog;
}): readonly WrittenListen[] {
  return listensIn(reading, catalog);
}

/** What several rules ask of the same reading. */
const listensIn = memoizeLast((reading: Reading, catalog: Catalog): readonly WrittenListen[] => {
  const found: WrittenListen[] = [];
  for (const listener of catalog.listenProperties.values()) {
    const assignment = reading.assignment(listener.name);
    if (assignment === undefined || assignment.opaque !== undefined || assignment.writtenValue === "")
      continue;
    if (reading.isOpaque(listener.name)) continue;
    found.push(writtenListen(listener, assignment, reading));
  }
  return found;
});

function writtenListen(listener: ListenProperty, assignment: Assignment, reading: Reading): WrittenListen {
  const value = assignment.writtenValue;
  const { entries } = parseListen(value);
  const refusals = reading.refusals().filter((refusal) => refusal.assignment === assignment);
  const place = ({ start, end }: Span) => valueSpan(assignment, start, end);
  const text = ({ start, end }: Span) => value.slice(start, end);
  return {
    listener,
    assignment,
    entries,
    off: entries[0] !== undefined && text(entries[0].span) === "off",
    place,
    text,
    refusals(entry) {
      const item = entries.indexOf(entry);
      return refusals.filter(
        (refusal) => refusal.item === item || (refusal.item === undefined && refusal.text !== ""),
      );
    },
  };
}
