import { defineRule } from "../../findings/rule.ts";
import { displayOnlyFix } from "../support/fixes.ts";
import { isDataPlane } from "../support/listen/admin-listeners.ts";
import { hostReach } from "../support/listen/host-reach.ts";
import { type Listener, listenersOf } from "../support/listen/listeners.ts";
import { quoted } from "../support/quoting.ts";

/** Where Kong Manager finds the Admin API. */
const API_ADDRESSES = ["admin_gui_api_url", "admin_api_uri"];

/** A Kong Manager that opens on other machines and cannot reach the Admin API from there. */
export default defineRule({
  summary: "Kong Manager opens on other machines, and the Admin API does not",
  severity: "warning",
  layer: "policy",
  beside: ["syntax/hash-in-value"],
  releases: { enterprise: { since: "0.32" }, oss: { since: "3.4" } },
  check({ reading, catalog, report }) {
    if (reading.assignment("admin_gui_listen") === undefined) return;
    if (reading.isOpaque("admin_listen") || isDataPlane(reading)) return;
    if (API_ADDRESSES.some((property) => catalog.knows(property) && reading.mayBeSet(property))) return;
    if (isDefault("admin_gui_listen") && isDefault("admin_listen")) return;
    const manager = listenersOf(reading, "admin_gui_listen").find(isRemote);
    const admin = listenersOf(reading, "admin_listen");
    if (manager?.source === undefined || admin.length === 0 || admin.some(isRemote)) return;
    const address = catalog.knows("admin_gui_api_url") ? "admin_gui_api_url" : "admin_api_uri";
    report({
      at: manager.source.port ?? manager.source.host,
      property: "admin_gui_listen",
      message: `Others can open Kong Manager on ${quoted(manager.text)}, but their browsers have to call the Admin API, which listens on ${quoted(admin[0]?.text ?? "")} only: pages stay empty. Set \`${address}\` to an address that they reach and that is protected, unless the environment does.`,
      fixes: [displayOnlyFix(`Set \`${address}\` to an address that browsers reach`)],
    });

    function isDefault(property: string): boolean {
      const defaultText = catalog.property(property)?.default?.replace(/\s/g, "");
      return reading.text(property)?.replace(/\s/g, "") === defaultText;
    }
  },
});

function isRemote({ host, text }: Listener): boolean {
  return !text.startsWith("unix:") && hostReach(host) !== "loopback";
}
