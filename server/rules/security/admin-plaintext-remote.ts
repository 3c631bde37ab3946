import { defineRule } from "../../findings/rule.ts";
import { displayOnlyFix } from "../support/fixes.ts";
import { adminListeners } from "../support/listen/admin-listeners.ts";
import { hostReach } from "../support/listen/host-reach.ts";
import type { Listener } from "../support/listen/listeners.ts";
import { quoted } from "../support/quoting.ts";

/** The Admin API in clear text on an address of the network. */
export default defineRule({
  summary: "Admin API on the network without TLS",
  severity: "warning",
  needs: ["*_listen"],
  serving: true,
  layer: "policy",
  yieldsTo: ["security/admin-listen-public"],
  beside: ["vault/unavailable"],
  check({ reading, report }) {
    for (const { source, property, text } of adminListeners(reading).filter(isPlainAndRemote)) {
      if (source === undefined) continue;
      report({
        at: source.host,
        property,
        message: `${quoted(text)} serves the Admin API without TLS, so tokens, passwords and every secret in Kong cross the network in plain text. Keep plain HTTP on \`127.0.0.1\`, and add \`ssl\` to addresses that others reach.`,
        fixes: [displayOnlyFix("Bind the plain entry to `127.0.0.1`, and add an entry with `ssl`")],
      });
    }
  },
});

/** Public addresses and wildcards are the other rule's. */
function isPlainAndRemote({ host, text, ssl }: Listener): boolean {
  if (ssl || text.startsWith("unix:")) return false;
  const reach = hostReach(host);
  return reach === "private" || reach === "name";
}
