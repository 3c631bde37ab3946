import { defineRule } from "../../findings/rule.ts";
import { displayOnlyFix } from "../support/fixes.ts";
import { isDataPlane } from "../support/listen/admin-listeners.ts";
import { hostReach } from "../support/listen/host-reach.ts";
import { listenersOf } from "../support/listen/listeners.ts";
import { quoted } from "../support/quoting.ts";
import { valueItems, valueSpan } from "../support/value-items.ts";

/** Kong Manager or the Dev Portal for others to open, without TLS. */
export default defineRule({
  summary: "Kong Manager or Dev Portal on the network without TLS",
  severity: "warning",
  needs: ["admin_gui_auth", "portal_auth"],
  serving: true,
  layer: "policy",
  beside: ["syntax/hash-in-value"],
  yieldsTo: ["formats/http-behind-tls"],
  releases: { enterprise: { since: "0.32" }, oss: null },
  check({ reading, report }) {
    if (isDataPlane(reading)) return;
    // Without a login there is neither a password nor a cookie to be read.
    const hasLogin = reading.mayBeSet("admin_gui_auth");
    const hasPortalLogin = reading.isOn("portal") && reading.mayBeSet("portal_auth");
    // Where people use `https`, something in front of Kong ends TLS.
    const pages = [
      ...(hasLogin && !/^https:/i.test(reading.text("admin_gui_url") ?? "") ? ["admin_gui_listen"] : []),
      ...(hasPortalLogin && reading.text("portal_gui_protocol") !== "https" ? ["portal_gui_listen"] : []),
    ];
    for (const property of pages) {
      const listeners = listenersOf(reading, property);
      if (listeners.some(({ ssl }) => ssl)) continue;
      const remote = listeners.find(
        ({ host, text }) => !text.startsWith("unix:") && hostReach(host) !== "loopback",
      );
      if (remote?.source === undefined) continue;
      report({
        at: remote.source.host,
        property,
        message: `\`${property}\` is open to the network and has no entry with \`ssl\`: passwords and the session cookie cross the network in plain text. Bind ${quoted(remote.text)} to \`127.0.0.1\`, and add an entry with \`ssl\`.`,
        fixes: [displayOnlyFix("Add an entry with `ssl`")],
      });
    }
    const url = reading.assignment("admin_gui_url");
    if (url === undefined || url.opaque !== undefined || !hasLogin) return;
    for (const { text, offset } of valueItems(url)) {
      const host = /^http:\/\/(\[[^\]]*\]|[^/:?#\s]+)/i.exec(text)?.[1];
      if (host === undefined || hostReach(host) === "loopback") continue;
      report({
        at: valueSpan(url, offset, offset + "http".length),
        property: "admin_gui_url",
        message: `Kong Manager is opened with \`http\`, so passwords and the session cookie cross the network in plain text. Serve it with TLS, and use \`https://\`.`,
        fixes: [displayOnlyFix("Serve Kong Manager with TLS, and change to `https://`")],
      });
    }
  },
});
