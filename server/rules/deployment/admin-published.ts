import { defineRule } from "../../findings/rule.ts";
import type { Platform } from "../../model/deployment.ts";
import { portsLead } from "../support/deployment/admin-reach.ts";
import { loopbackPort } from "../support/deployment/port-fixes.ts";
import { adminListeners, provesIdentity } from "../support/listen/admin-listeners.ts";
import { hostReach } from "../support/listen/host-reach.ts";
import { listenersOf } from "../support/listen/listeners.ts";
import { propertyOfPort } from "../support/listen/published-port.ts";
import { quoted } from "../support/quoting.ts";

/** A port that publishes the Admin API on every interface of the machine. */
export default defineRule({
  summary: "Admin API on a port that is published to everyone",
  severity: "warning",
  needs: "deployment",
  serving: true,
  check({ unit, reading, catalog, report }) {
    const { deployment } = unit;
    if (deployment === undefined || !portsLead(deployment)) return;
    // Of the release that nobody says, the defaults are a guess.
    const isSaid = unit.release?.certainty === "said";
    const reachable = adminListeners(reading).filter(
      ({ host, text, source }) =>
        (isSaid || source !== undefined) && !text.startsWith("unix:") && hostReach(host) !== "loopback",
    );
    const proxy = listenersOf(reading, "proxy_listen");
    for (const port of deployment.ports) {
      const { containerPort, hostAddress, protocol } = port;
      const listener = reachable.find((each) => each.port === containerPort);
      // On a port that the proxy has as well, nginx answers for the proxy.
      const isOfProxy = reading.isOpaque("proxy_listen")
        ? propertyOfPort(containerPort ?? 0, catalog) === "proxy_listen"
        : proxy.some((each) => each.port === containerPort);
      if (isOfProxy) continue;
      if (listener === undefined || protocol !== "tcp" || hostAddress === undefined) continue;
      const reach = hostReach(hostAddress);
      if (reach !== "any" && reach !== "public") continue;
      const isGuarded = listener.ssl && provesIdentity(reading);
      const { platform } = deployment;
      const { where, advice } = wordsOf(platform, hostAddress);
      report({
        at: port.at,
        property: listener.property,
        ...(isGuarded ? { severity: "info" as const } : {}),
        message: isGuarded
          ? `This publishes the Admin API ${where}. Authentication is required, but anyone can try. ${advice}`
          : `This publishes the Admin API ${where}, and anyone who reaches it controls Kong. ${advice}`,
        fixes: platform === undefined ? loopbackPort(unit, port) : [],
      });
    }
  },
});

/** Where a port opens the listener, and what can be done about it there. */
function wordsOf(
  platform: Platform | undefined,
  hostAddress: string,
): { readonly where: string; readonly advice: string } {
  switch (platform) {
    case "cluster":
      return { where: "outside the cluster", advice: "Use a Service of type `ClusterIP` for it." };
    case "tasks":
      return {
        where: "on every interface of its instance",
        advice: "Remove the port mapping; until then, no security group must let the port in.",
      };
    case "nodes":
      return {
        where: "on the address of its node",
        advice: "Remove the port, or give it a `host_network` that only its clients reach.",
      };
    case undefined:
      return {
        where:
          hostReach(hostAddress) === "any" ? "on every interface of the host" : `on ${quoted(hostAddress)}`,
        advice: "Publish the port on `127.0.0.1`, or remove it.",
      };
  }
}
