import { defineRule, type RuleContext } from "../../findings/rule.ts";
import type { PublishedPort } from "../../model/deployment.ts";
import { isDataPlane } from "../support/listen/admin-listeners.ts";
import { hostReach } from "../support/listen/host-reach.ts";
import { listenersOnPorts, type PublishedListeners } from "../support/listen/published-port.ts";
import { quoted } from "../support/quoting.ts";

const URL_PARTS = /^(https?):\/\/(\[[^\]]*\]|[^:/?#]+)(?::(\d+))?(?:[/?#]|$)/i;

/** Kong Manager on another port of the machine than its addresses say. */
export default defineRule({
  summary: "Kong Manager published on a different port than its address",
  severity: "info",
  needs: "deployment",
  releases: { enterprise: { since: "0.32" }, oss: { since: "3.4" } },
  check(context) {
    const { unit, reading, catalog } = context;
    if (isDataPlane(reading) || unit.deployment?.portsAreComplete !== true) return;
    const published = listenersOnPorts(unit, reading, catalog);
    const portsOf = (property: string): readonly PublishedListeners[] =>
      published.filter(
        ({ listeners, port }) =>
          port.hostPort !== undefined && listeners.some((each) => each.property === property),
      );
    const manager = portsOf("admin_gui_listen");
    const [first] = manager;
    if (first === undefined) return;
    const isMoved = reportAddress(context, "admin_gui_url", "Kong Manager", manager);
    const api = catalog.knows("admin_gui_api_url") ? "admin_gui_api_url" : "admin_api_uri";
    const admin = portsOf("admin_listen");
    if (reading.mayBeSet(api)) reportAddress(context, api, "the Admin API", admin);
    else if (!isMoved) reportMovedApi(context, admin, api);
  },
});

/** The port that a browser on this machine is sent to; undefined for other machines, which a proxy may stand for. */
function localPort(url: string): number | undefined {
  const [, scheme = "", host = "", port] = URL_PARTS.exec(url) ?? [];
  if (host === "" || hostReach(host) !== "loopback") return undefined;
  if (port !== undefined) return Number(port);
  return scheme.toLowerCase() === "https" ? 443 : 80;
}

/** Whether a port is reported. */
function reportAddress(
  { reading, report }: RuleContext,
  property: string,
  what: string,
  published: readonly PublishedListeners[],
): boolean {
  const assignment = reading.assignment(property);
  const [first] = published;
  if (assignment === undefined || assignment.opaque !== undefined || first === undefined) return false;
  const port = localPort(assignment.writtenValue);
  if (port === undefined || published.some((each) => each.port.hostPort === port)) return false;
  report({
    at: first.port.at,
    property,
    message: `This publishes ${what} on port ${first.port.hostPort}, but \`${property}\` is ${quoted(assignment.writtenValue)}, with port ${port}: browsers do not find it there, or are rejected as a different origin. Make the two agree.`,
    related: [{ span: assignment.span, message: "The address with the other port." }],
  });
  return true;
}

/** Without an address, the pages call the Admin API on the port of its listener. */
function reportMovedApi(
  { report }: RuleContext,
  admin: readonly PublishedListeners[],
  property: string,
): void {
  const [first] = admin;
  const isSame = ({ hostPort, containerPort }: PublishedPort): boolean => hostPort === containerPort;
  if (first === undefined || admin.some(({ port }) => isSame(port))) return;
  report({
    at: first.port.at,
    property,
    message: `The pages of Kong Manager call the Admin API on port ${first.number}, the port of its listener, but it is published on port ${first.port.hostPort}. Set \`${property}\` to the address that browsers reach.`,
  });
}
