import { inRange } from "../../../schemas/release.ts";
import { defineRule } from "../../findings/rule.ts";
import { displayOnlyFix } from "../support/fixes.ts";
import { listenersOf } from "../support/listen/listeners.ts";
import { quoted } from "../support/quoting.ts";
import { valueItems, valueSpan } from "../support/value-items.ts";

/** Addresses of what 0.34 took off the proxy ports, with the default ports of today. */
const ADDRESSES: readonly { readonly property: string; readonly what: string; readonly ports: string }[] = [
  { property: "admin_gui_url", what: "Kong Manager", ports: "8002 or 8445" },
  { property: "portal_gui_host", what: "The Dev Portal", ports: "8003 or 8446" },
  { property: "portal_api_url", what: "The API of the Dev Portal", ports: "8004 or 8447" },
  { property: "admin_api_uri", what: "The Admin API", ports: "8001 or 8444" },
];

/** Kong Manager, Dev Portal and their APIs under a port of the proxy. */
export default defineRule({
  summary: "Kong Manager or Dev Portal address with a proxy port",
  severity: "warning",
  needs: ADDRESSES.map(({ property }) => property),
  serving: true,
  yieldsTo: ["enterprise/portal-required"],
  releases: { oss: null, enterprise: { since: "0.34" } },
  check({ reading, release, report }) {
    const proxyPorts = new Set(listenersOf(reading, "proxy_listen").map(({ port }) => port));
    for (const { property, what, ports } of ADDRESSES) {
      const isPortalOff =
        reading.isWritten("portal") && !reading.isOn("portal") && !reading.isOpaque("portal");
      if (property.startsWith("portal_") && isPortalOff) continue;
      // Later on, a route that leads back to the Admin API is a documented way to protect it.
      if (property === "admin_api_uri" && !inRange(release.version, { before: "0.35" })) continue;
      const assignment = reading.assignment(property);
      if (assignment === undefined || assignment.opaque !== undefined) continue;
      for (const { text, offset } of valueItems(assignment)) {
        const match = /^(?:[a-z]+:\/\/)?(?:\[[^\]]*\]|[^\s:/]+):(\d+)(?:\/.*)?$/i.exec(text);
        const port = match?.[1];
        if (port === undefined || !proxyPorts.has(Number(port))) continue;
        const start = offset + text.indexOf(`:${port}`) + 1;
        report({
          at: valueSpan(assignment, start, start + port.length),
          property,
          message: `Port ${port} belongs to the proxy, which has served neither Kong Manager nor the Dev Portal since Kong Enterprise 0.34. ${what} is on ${ports} by default: use the port of its own listener.`,
          fixes: [displayOnlyFix(`Change to ${ports.split(" or ").map(quoted).join(" or ")}`)],
        });
      }
    }
  },
});
