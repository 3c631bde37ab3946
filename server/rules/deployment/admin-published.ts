import { defineRule } from "../../findings/rule.ts";
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
      const isService = deployment.platform === "cluster";
      const where = isService
        ? "outside the cluster"
        : reach === "any"
          ? "on every interface of the host"
          : `on ${quoted(hostAddress)}`;
      const advice = isService
        ? "Use a Service of type `ClusterIP` for it."
        : "Publish the port on `127.0.0.1`, or remove it.";
      report({
        at: port.at,
        property: listener.property,
        ...(isGuarded ? { severity: "info" as const } : {}),
        message: isGuarded
          ? `This publishes the Admin API ${where}. Authentication is required, but anyone can try. ${advice}`
          : `This publishes the Admin API ${where}, and anyone who reaches it controls Kong. ${advice}`,
        fixes: isService ? [] : loopbackPort(unit, port),
      });
    }
  },
});
