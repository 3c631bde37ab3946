import type { ListenEntry, ListenFlagNode } from "../../../../grammar/listen/listen-tree.ts";
import type { Span } from "../../../../grammar/text/span.ts";
import { isNginxTime } from "../../../../schemas/nginx/arguments/nginx-time.ts";
import type { ListenFlag } from "../../../../schemas/property.ts";
import type { Release } from "../../../../schemas/release.ts";
import { inRange } from "../../../../schemas/release.ts";
import { takesArgument } from "../../../loader/check/listen-flags.ts";
import type { WrittenListen } from "./written-listens.ts";

/** Which rule speaks about an entry that is wrong, and about which characters of the value. One entry gets one report. */
export type ListenFault =
  | { readonly kind: "off"; readonly span: Span }
  | {
      readonly kind: "ipv6";
      readonly span: Span;
      readonly why: "brackets" | "zone" | "port" | "mapped" | "0.13";
    }
  | { readonly kind: "port"; readonly span: Span }
  | { readonly kind: "flag"; readonly span: Span; readonly flag: ListenFlagNode; readonly why: FlagFault }
  | { readonly kind: "combination"; readonly span: Span; readonly flag: string }
  | { readonly kind: "form"; readonly span: Span };

/** What is wrong with a flag. */
export type FlagFault =
  | "unknown"
  | "case"
  | "no-argument"
  | "argument"
  | "superfluous-argument"
  | "repeated"
  | "zero-backlog"
  | "keepalive";

/** Flags that nginx refuses beside `udp`. */
const NOT_WITH_UDP = new Set(["ssl", "backlog", "proxy_protocol", "so_keepalive"]);

/** What is wrong with an entry, the first that applies; undefined where nothing is, or where the entry is empty. */
export function listenFault(
  entry: ListenEntry,
  listen: WrittenListen,
  release: Release,
): ListenFault | undefined {
  if (entry.span.end === entry.span.start) return undefined;
  if (entry.off !== undefined) {
    return entry.off.start === listen.entries[0]?.span.start && listen.entries.length === 1 && listen.off
      ? undefined
      : { kind: "off", span: entry.off };
  }
  return (
    ipv6Fault(entry, listen, release) ??
    portFault(entry) ??
    flagFault(entry, listen) ??
    combinationFault(entry) ??
    formFault(entry, listen)
  );
}

function ipv6Fault(entry: ListenEntry, listen: WrittenListen, release: Release): ListenFault | undefined {
  const { address } = entry;
  if (address?.kind !== "ipv6") return undefined;
  const problem = entry.problems.find(({ kind }) => /ipv6|bracket/.test(kind));
  if (problem !== undefined) {
    const isZone = /^\[[^\]]*%/.test(address.hostText);
    return { kind: "ipv6", span: address.span, why: isZone ? "zone" : "brackets" };
  }
  if (entry.problems.some(({ kind }) => kind === "missing-port"))
    return { kind: "ipv6", span: address.span, why: "port" };
  if (/\d\.\d/.test(address.hostText)) return { kind: "ipv6", span: address.span, why: "mapped" };
  // Kong 0.13 writes the address to nginx without its brackets; Enterprise 0.34 carries the correction.
  const broken = release.edition === "oss" && inRange(release.version, { since: "0.13", before: "0.14" });
  return broken && listen.listener.subsystem === "http"
    ? { kind: "ipv6", span: address.span, why: "0.13" }
    : undefined;
}

function portFault({ address }: ListenEntry): ListenFault | undefined {
  if (address?.port === undefined || !/^\d+$/.test(address.portText ?? "")) return undefined;
  const port = Number(address.portText);
  return port >= 1 && port <= 65535 ? undefined : { kind: "port", span: address.port };
}

function flagFault(entry: ListenEntry, listen: WrittenListen): ListenFault | undefined {
  const { address } = entry;
  if (address === undefined || entry.problems.some(({ kind }) => kind !== "missing-argument"))
    return undefined;
  const seen = new Set<string>();
  for (const flag of entry.flags) {
    const why = faultOf(flag, listen.listener.flags) ?? (seen.has(flag.nameText) ? "repeated" : undefined);
    seen.add(flag.nameText);
    if (why === undefined || (why === "repeated" && listen.refusals(entry).length === 0)) continue;
    return { kind: "flag", span: flag.span, flag, why };
  }
  return undefined;
}

function faultOf(flag: ListenFlagNode, known: readonly ListenFlag[]): FlagFault | undefined {
  const definition = known.find(({ name }) => name === flag.nameText);
  if (definition === undefined) {
    return known.some(({ name }) => name === flag.nameText.toLowerCase()) ? "case" : "unknown";
  }
  if (definition.arguments === undefined)
    return flag.equals === undefined ? undefined : "superfluous-argument";
  if (flag.argumentText === undefined || flag.argumentText === "") return "no-argument";
  const { argumentText } = flag;
  if (!takesArgument(definition, argumentText)) return "argument";
  if (flag.nameText === "backlog" && Number(argumentText) === 0) return "zero-backlog";
  return flag.nameText === "so_keepalive" && !isKeepalive(argumentText) ? "keepalive" : undefined;
}

/** Kong lets any letters stand for the times; nginx reads them, and wants one of the three to say something. */
function isKeepalive(text: string): boolean {
  const [idle, interval, count] = text.split(":");
  if (interval === undefined) return true;
  const isTime = (time: string | undefined) => !time || isNginxTime(time, "seconds");
  return isTime(idle) && isTime(interval) && [idle, interval, count].some((part) => /[1-9]/.test(part ?? ""));
}

/** What Kong accepts and nginx does not. */
function combinationFault(entry: ListenEntry): ListenFault | undefined {
  if (entry.problems.length > 0) return undefined;
  const udp = entry.flags.some(({ nameText }) => nameText === "udp");
  const besideUdp = udp ? entry.flags.find(({ nameText }) => NOT_WITH_UDP.has(nameText)) : undefined;
  return besideUdp && { kind: "combination", span: besideUdp.span, flag: besideUdp.nameText };
}

/** Listeners of Enterprise have no public loader; for them the form alone decides. */
function formFault(entry: ListenEntry, listen: WrittenListen): ListenFault | undefined {
  const refused = listen.refusals(entry).length > 0;
  const wrong = refused || (listen.listener.inferred && entry.problems.length > 0);
  return wrong ? { kind: "form", span: entry.span } : undefined;
}
