import { memoizeObject } from "../../../grammar/text/memoize.ts";
import { wordTable } from "../../../grammar/text/word-table.ts";
import type { Catalog } from "../../../schemas/catalog.ts";
import { inRange } from "../../../schemas/release.ts";
import { defineRule, type RuleContext } from "../../findings/rule.ts";
import { displayOnlyFix } from "../support/fixes.ts";
import { type HostOverlap, hostOverlap } from "../support/listen/host-overlap.ts";
import { type Listener, listenersOf } from "../support/listen/listeners.ts";

/** Properties of Kong 0.9 to 0.12, which are no lists yet. */
const SINGLE = ["proxy_listen", "admin_listen", "proxy_listen_ssl", "admin_listen_ssl"];

/** Flags that nginx allows once for an address. */
const SOCKET_FLAGS = ["reuseport", "backlog", "bind", "deferred", "so_keepalive", "ipv6only"];

/** The ports of Kong's documentation, for the advice. */
const USUAL_PORTS: Readonly<Record<string, string>> = wordTable({
  proxy_listen: "8000 and 8443",
  admin_listen: "8001 and 8444",
  admin_gui_listen: "8002 and 8445",
  portal_gui_listen: "8003 and 8446",
  portal_api_listen: "8004 and 8447",
  cluster_listen: "8005",
  cluster_telemetry_listen: "8006",
  status_listen: "8007",
  debug_listen: "8200",
});

/** Two listeners of one node on the same port. */
export default defineRule({
  summary: "Two listeners with the same port",
  severity: "error",
  needs: ["*_listen", "*_ssl"],
  layer: "policy",
  check(context) {
    const before = new Map<number, Listener[]>();
    for (const later of activeListeners(context)) {
      if (later.port === undefined) continue;
      const others = before.get(later.port);
      if (others === undefined) {
        before.set(later.port, [later]);
        continue;
      }
      const earlier = later.source && others.find((other) => clash(other, later) !== undefined);
      if (earlier !== undefined) reportClash(earlier, later, context);
      others.push(later);
    }
  },
});

/** Every address that this node opens, those of the source last so that they are the ones reported. */
function activeListeners(context: RuleContext): readonly Listener[] {
  const { reading, catalog } = context;
  if (reading.isOpaque("role")) return [];
  const names = listenerNames(catalog);
  const unwritten: Listener[] = [];
  const written: Listener[] = [];
  for (const name of names) {
    if (!isActive(name, context)) continue;
    const listeners = listenersOf(reading, name);
    // A list where one address is wanted is listen/invalid-entry.
    if (names === SINGLE && listeners.length !== 1) continue;
    for (const listener of listeners) (listener.source === undefined ? unwritten : written).push(listener);
  }
  return [...unwritten, ...written];
}

/** The listeners of a release, the more special ones last. */
const listenerNames = memoizeObject(({ base, listenProperties }: Catalog) =>
  inRange(base, { before: "0.13" })
    ? SINGLE
    : [...listenProperties.keys()].sort((a, b) => order(a) - order(b)),
);

/** In the order of the documentation's ports, so that of two written listeners the more special one is reported. */
function order(property: string): number {
  const at = Object.keys(USUAL_PORTS).indexOf(property);
  return at < 0 ? Number.POSITIVE_INFINITY : at;
}

/** Whether a node in its role opens a listener at all. */
function isActive(property: string, { reading }: RuleContext): boolean {
  const role = reading.text("role") ?? "traditional";
  if (property.startsWith("cluster_")) return role === "control_plane";
  if (property.startsWith("admin_")) return role !== "data_plane";
  if (property.startsWith("portal_")) return reading.isOn("portal") && role !== "data_plane";
  return role !== "control_plane" || (property !== "proxy_listen" && property !== "stream_listen");
}

function isStream({ property }: Listener): boolean {
  return property === "stream_listen";
}

/** How two listeners meet, where nginx or its clients notice. UDP and TCP do not meet. */
function clash(a: Listener, b: Listener): HostOverlap {
  if (a.port !== b.port || a.flags.has("udp") !== b.flags.has("udp")) return undefined;
  if (a.source === undefined && b.source === undefined) return undefined;
  const overlap = hostOverlap(a.host, b.host);
  // nginx serves two addresses of one listener side by side.
  return overlap === "covers" && a.property === b.property ? undefined : overlap;
}

function reportClash(earlier: Listener, later: Listener, context: RuleContext): void {
  const place = later.source;
  if (place === undefined) return;
  const overlap = clash(earlier, later);
  const isError = overlap === "same" || isStream(earlier) !== isStream(later);
  context.report({
    at: place.port ?? place.span,
    property: later.property,
    severity: isError ? "error" : "info",
    message: `${opening(earlier, later, isError)} ${consequence(earlier, later, isError)}`,
    related: earlier.source === undefined ? [] : [{ span: earlier.source.span, message: "The same port." }],
    fixes: [displayOnlyFix(adviceFor(later))],
    // The TLS listeners of Kong 0.12 and before are no listeners of later releases.
    dependsOnRelease: later.property.endsWith("_ssl") || earlier.property.endsWith("_ssl"),
  });
}

function opening(earlier: Listener, later: Listener, isError: boolean): string {
  const other =
    earlier.property === later.property
      ? `another entry of \`${later.property}\``
      : earlier.source === undefined
        ? `the default \`${earlier.text}\` of \`${earlier.property}\``
        : `\`${earlier.property}\``;
  return isError
    ? `Port ${later.port} is already used by ${other}:`
    : `Port ${later.port} is also used by ${other}:`;
}

function consequence(earlier: Listener, later: Listener, isError: boolean): string {
  if (isStream(earlier) !== isStream(later))
    return "HTTP and streams cannot share a port, and nginx refuses to start.";
  if (!isError)
    return "for each connection, nginx picks the more specific address. Separate ports are easier to follow.";
  if (earlier.property === later.property) return "nginx rejects the second one. Remove it.";
  const flagged = [earlier, later].filter(({ flags }) => SOCKET_FLAGS.some((flag) => flags.has(flag)));
  if (flagged.length === 2)
    return "both have socket options, and nginx refuses to start. Use a different port for each listener.";
  const api = [earlier, later].some(({ property }) => property.startsWith("admin_listen"));
  return api
    ? "nginx serves both on the same socket, and anyone who sends the right `Host` header reaches the Admin API. Use a different port for each listener."
    : "nginx serves both on the same socket, and the `Host` header decides which of them answers. Use a different port for each listener.";
}

function adviceFor({ property }: Listener): string {
  const usual = USUAL_PORTS[property.replace(/_ssl$/, "")];
  return usual === undefined
    ? "Use a different port"
    : `Use a different port (usually ${usual} for \`${property}\`)`;
}
