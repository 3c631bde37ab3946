import { defineRule } from "../../findings/rule.ts";
import type { Listener } from "../support/listen/listeners.ts";
import { listenersOnPorts } from "../support/listen/published-port.ts";
import { quoted } from "../support/quoting.ts";

/** A published port whose listener speaks something else than its clients. */
export default defineRule({
  summary: "Published port with a different protocol than its listener",
  severity: "warning",
  needs: "deployment",
  check({ unit, reading, catalog, report }) {
    for (const { port, number, listeners } of listenersOnPorts(unit, reading, catalog)) {
      const [first] = listeners;
      if (first === undefined) continue;
      const { protocol } = port;
      if (!listeners.some((listener) => transportOf(listener) === protocol)) {
        report({
          at: port.at,
          property: first.property,
          message: `Port ${number} is published for ${protocol.toUpperCase()}, but ${quoted(first.property)} listens on it for ${transportOf(first).toUpperCase()}, so nothing gets through. ${advice(protocol, unit.deployment?.platform === "cluster")}`,
        });
        // In front of a Service, a load balancer may be the end of TLS.
      } else if (protocol === "tcp" && isHttp(first) && unit.deployment?.isRouted !== true) {
        const isTls = listeners.some(({ ssl }) => ssl);
        const expected = port.hostPort === 443 ? true : port.hostPort === 80 ? false : undefined;
        if (expected === undefined || expected === isTls || listeners.some(({ ssl }) => ssl === expected))
          continue;
        report({
          at: port.at,
          severity: "info",
          property: first.property,
          message: `Clients expect ${expected ? "HTTPS" : "HTTP"} on port ${port.hostPort}, but the listener of port ${number} is ${quoted(first.text)}, ${isTls ? "with" : "without"} TLS. Publish a listener ${expected ? "with `ssl`" : "without `ssl`"} there.`,
        });
      }
    }
  },
});

function advice(protocol: "tcp" | "udp", isCluster: boolean): string {
  if (isCluster)
    return protocol === "udp"
      ? "Add the flag `udp` to the listener, or use `protocol: TCP`."
      : "Use `protocol: UDP`, or remove the flag `udp` of the listener.";
  return protocol === "udp" ? "Remove `/udp`." : "Publish it with `/udp`.";
}

function transportOf({ flags }: Listener): "tcp" | "udp" {
  return flags.has("udp") ? "udp" : "tcp";
}

function isHttp({ property }: Listener): boolean {
  return property !== "stream_listen";
}
