import { memoizeObject, memoizeText } from "../../../grammar/text/memoize.ts";
import type { ListenFlag } from "../../../schemas/property.ts";
import { inRange } from "../../../schemas/release.ts";
import { hasNumbers } from "../lua/lua-value.ts";
import { strip } from "../lua/strip.ts";
import type { LoaderModel } from "../model.ts";
import { addressType, readKongAddress } from "./addresses.ts";
import type { CheckContext } from "./check-context.ts";
import type { CrossCheck } from "./cross-check.ts";
import { withoutKnownFlags } from "./listen-flags.ts";

/** What is wrong with an entry, and the characters that are. */
interface EntryFault {
  readonly text: string | undefined;
  readonly crash: boolean;
}

/** Kong 0.9–0.12 split the addresses of all listeners first, and break where one has none. */
function hasAddress(property: string, since: string): CrossCheck {
  return {
    range: { since, before: "0.13" },
    reads: [property],
    run(context) {
      if (context.unset(property)) context.refuse({ check: "listen-empty", property, crash: true });
    },
  };
}

/**
 * Kong 0.9–0.12: one address that must end in `:` and digits, nothing else being checked; `admin_listen_ssl` counts
 * from 0.11.2 on only.
 */
function endsInPort(property: string, since: string): CrossCheck {
  return {
    range: { since, before: "0.13" },
    reads: [property],
    run(context) {
      const address = context.text(property);
      if (address !== undefined && !/.:\d+$/s.test(address))
        context.refuse({ check: "listen-entry", property });
    },
  };
}

/** Kong 0.13 on: entries of address and flags, `off` as the first one switching the listener off. */
function entriesAndFlags(property: string, since: string): CrossCheck {
  return {
    range: { since },
    reads: [property],
    run(context) {
      const entries = context.list(property);
      const listener = context.model.catalog.listenProperties.get(property);
      if (entries === undefined || listener === undefined) return;
      if (entries.length === 0) refuseEmpty(context, property);
      else if (entries[0] !== "off") checkEntries(context, property, entries, listener.flags);
    },
  };
}

/** A listener without a value makes Kong break through 1.1.1. */
function refuseEmpty(context: CheckContext, property: string): void {
  const crash = inRange(context.model.base, { before: "1.1.2" });
  context.refuse({ check: "listen-empty", property, crash });
}

function checkEntries(
  context: CheckContext,
  property: string,
  entries: readonly string[],
  flags: readonly ListenFlag[],
): void {
  if (hasNumbers(context.value(property)))
    context.refuse({ check: "split-by-delimiter", property, crash: true });
  const faultIn = faultsWith(context.model)(flags);
  for (const [item, entry] of entries.entries()) {
    const fault = faultIn(entry);
    if (fault === undefined) continue;
    const cause = { property, item, ...(fault.text !== undefined && { text: fault.text }) };
    context.refuse({ check: "listen-entry", property, cause, crash: fault.crash });
  }
}

/** {@link kongFault} for the flags of a listener in a release: the same entries come again with every file and every keystroke. */
const faultsWith = memoizeObject(({ base }: LoaderModel) =>
  memoizeObject((flags: readonly ListenFlag[]) => memoizeText((entry) => kongFault(entry, flags, base))),
);

/**
 * Kong's own reading of an entry: what remains without the flags must be an address with a port, so that the order of the
 * words counts for nothing and a repeated flag is a part of the address. The port of a host name may be any number.
 */
function kongFault(entry: string, flags: readonly ListenFlag[], version: string): EntryFault | undefined {
  const address = strip(withoutKnownFlags(entry, flags));
  if (addressType(address) === "name" && /.:\d+$/s.test(address)) return undefined;
  const read = readKongAddress(address, version);
  if (read === "broken") return { text: address, crash: true };
  if (read !== "invalid" && read.type !== "name" && read.port !== undefined) return undefined;
  return { text: guiltyPart(address), crash: false };
}

/** Of an address with words that are no flags, the words. */
function guiltyPart(rest: string): string | undefined {
  const words = rest.split(/[ \t-\r]+/);
  const unknownWords = words.filter((word) => !/:\d+$/.test(word));
  const [unknownWord] = unknownWords;
  return words.length > unknownWords.length && unknownWord !== undefined ? unknownWord : undefined;
}

/** Listeners, in the order in which Kong looks at them; it stops at the first one that is wrong. */
export const listenerChecks: readonly CrossCheck[] = [
  hasAddress("admin_listen", "0.9"),
  hasAddress("admin_listen_ssl", "0.10"),
  hasAddress("proxy_listen", "0.9"),
  hasAddress("proxy_listen_ssl", "0.9"),
  endsInPort("admin_listen", "0.9"),
  endsInPort("admin_listen_ssl", "0.11.2"),
  endsInPort("proxy_listen", "0.9"),
  endsInPort("proxy_listen_ssl", "0.9"),
  entriesAndFlags("proxy_listen", "0.13"),
  entriesAndFlags("stream_listen", "0.15"),
  entriesAndFlags("admin_listen", "0.13"),
  entriesAndFlags("admin_gui_listen", "3.4"),
  entriesAndFlags("status_listen", "1.4"),
  entriesAndFlags("cluster_listen", "2.0"),
];
