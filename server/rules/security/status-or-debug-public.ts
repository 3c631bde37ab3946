import { defineRule } from "../../findings/rule.ts";
import { displayOnlyFix, replaceFix } from "../support/fixes.ts";
import { hostReach } from "../support/listen/host-reach.ts";
import { listenersOf } from "../support/listen/listeners.ts";
import { quoted } from "../support/quoting.ts";

/** The Debug API in clear text, and the Status API, for everyone. */
export default defineRule({
  summary: "Debug API or Status API that is open to the network",
  severity: "warning",
  needs: ["debug_listen", "status_listen"],
  serving: true,
  layer: "policy",
  options: {
    status: {
      type: "boolean",
      description: "Also report `status_listen` on a public address, as information.",
      default: false,
    },
  },
  check({ reading, options, report }) {
    for (const { source, host, text, ssl } of listenersOf(reading, "debug_listen")) {
      if (source === undefined || ssl || text.startsWith("unix:") || hostReach(host) === "loopback") continue;
      report({
        at: source.host,
        property: "debug_listen",
        message: `${quoted(text)} opens the Debug API, which can change log levels and profile the process, to the network without TLS. Bind \`127.0.0.1\`, or add \`ssl\`.`,
        fixes: [replaceFix("Bind `127.0.0.1`", "unsafe", source.host, "127.0.0.1")],
      });
    }
    if (!options.status) return;
    for (const { source, host, text } of listenersOf(reading, "status_listen")) {
      const reach = hostReach(host);
      if (source === undefined || (reach !== "any" && reach !== "public")) continue;
      report({
        at: source.host,
        property: "status_listen",
        severity: "info",
        message: `${quoted(text)} shows metrics and health to everyone who reaches it. Bind the network of your probes.`,
        fixes: [displayOnlyFix("Bind the network of your probes")],
      });
    }
  },
});
