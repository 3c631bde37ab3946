import type { ListenEntry } from "../../../../grammar/listen/listen-tree.ts";
import { parseListen } from "../../../../grammar/listen/parse-listen.ts";
import { memoizeLast, memoizeText } from "../../../../grammar/text/memoize.ts";
import type { Span } from "../../../../grammar/text/span.ts";
import { wordTable } from "../../../../grammar/text/word-table.ts";
import type { Reading } from "../../../loader/reading.ts";
import type { Assignment } from "../../../model/assignment.ts";
import type { Location } from "../../../model/location.ts";
import { valueSpan } from "../value-items.ts";

/** One address that Kong listens on. */
export interface Listener {
  readonly property: string;
  /** The entry as it is written: `0.0.0.0:8443 http2 ssl`. */
  readonly text: string;
  /** As it is written: `0.0.0.0`, `[::]`, `*`, `localhost`, the path of a socket; empty for a lone port. */
  readonly host: string;
  /** undefined where there is none, or no number. */
  readonly port: number | undefined;
  readonly ssl: boolean;
  /** Names of the flags, without their arguments. */
  readonly flags: ReadonlySet<string>;
  /** Absent where the entry is a default, or comes from a variable that no source shows. */
  readonly source: ListenerSource | undefined;
}

/** Where a listener stands in the source. */
export interface ListenerSource {
  readonly assignment: Assignment;
  readonly span: Location;
  /** The host; the whole entry where there is none. */
  readonly host: Location;
  readonly port: Location | undefined;
}

/** Properties of Kong 0.9–0.12 that hold the TLS listener, with the switch that turns it off. */
const TLS_PROPERTIES: Readonly<Record<string, string>> = wordTable({
  proxy_listen_ssl: "ssl",
  admin_listen_ssl: "admin_ssl",
});

/**
 * The addresses that a listen property opens in this reading, defaults included; none where it is `off`, unset, or known
 * only at run time. Entries without an address are left out, whatever Kong says to them.
 */
export function listenersOf(reading: Reading, property: string): readonly Listener[] {
  return listenersIn(reading)(property);
}

/** Several rules ask for the same listeners of one reading. */
const listenersIn = memoizeLast((reading: Reading) =>
  memoizeText((property) => readListeners(reading, property)),
);

function readListeners(reading: Reading, property: string): readonly Listener[] {
  if (reading.isOpaque(property)) return [];
  const tlsSwitch = TLS_PROPERTIES[property];
  if (tlsSwitch !== undefined && !reading.isOn(tlsSwitch)) return [];
  const assignment = reading.assignment(property);
  const text = assignment?.writtenValue ?? reading.text(property);
  if (text === undefined || text === "") return [];
  const parsed = parsedListeners(property)(text);
  return assignment === undefined
    ? parsed.map(({ listener }) => listener)
    : parsed.map(({ listener, entry }) => ({ ...listener, source: sourceOf(entry, assignment) }));
}

/** The listeners of the values of a property. Defaults are the same in nearly every source. */
const parsedListeners = memoizeText((property) =>
  memoizeText((text) => {
    const { entries } = parseListen(text);
    if (entries[0]?.off !== undefined) return [];
    return entries.flatMap((entry) => {
      const listener = listenerOf(entry, property, text);
      return listener === undefined ? [] : { entry, listener };
    });
  }),
);

function listenerOf(entry: ListenEntry, property: string, text: string): Listener | undefined {
  const { address } = entry;
  if (address === undefined) return undefined;
  const flags = new Set(entry.flags.map(({ nameText }) => nameText));
  const port = Number(address.portText);
  return {
    property,
    text: text.slice(entry.span.start, entry.span.end),
    host: address.hostText,
    port: address.portText === undefined || !Number.isInteger(port) ? undefined : port,
    ssl: flags.has("ssl") || TLS_PROPERTIES[property] !== undefined,
    flags,
    source: undefined,
  };
}

function sourceOf({ span, address }: ListenEntry, assignment: Assignment): ListenerSource {
  const place = ({ start, end }: Span) => valueSpan(assignment, start, end);
  const whole = place(span);
  return {
    assignment,
    span: whole,
    host: address !== undefined && address.host.end > address.host.start ? place(address.host) : whole,
    port: address?.port && place(address.port),
  };
}
