import { defineRule } from "../../findings/rule.ts";
import { mayBeBrowsed } from "../support/deployment/browser-reach.ts";
import { displayOnlyFix } from "../support/fixes.ts";
import { isDataPlane } from "../support/listen/admin-listeners.ts";
import { hostReach } from "../support/listen/host-reach.ts";
import { type Listener, listenersOf } from "../support/listen/listeners.ts";
import { quoted } from "../support/quoting.ts";

/** Where Kong Manager finds the Admin API. */
const API_ADDRESSES = ["admin_gui_api_url", "admin_api_uri"];

/** A Kong Manager that opens on other machines and cannot reach the Admin API from there. */
export default defineRule({
  summary: "Kong Manager that is reachable from other machines without its Admin API",
  severity: "warning",
  needs: ["admin_gui_listen"],
  serving: true,
  layer: "policy",
  beside: ["syntax/hash-in-value"],
  releases: { enterprise: { since: "0.32" }, oss: { since: "3.4" } },
  check({ unit, reading, catalog, report }) {
    if (reading.assignment("admin_gui_listen") === undefined) return;
    if (reading.isOpaque("admin_listen") || isDataPlane(reading)) return;
    if (API_ADDRESSES.some((property) => catalog.knows(property) && reading.mayBeSet(property))) return;
    if (isDefault("admin_gui_listen") && isDefault("admin_listen")) return;
    const manager = listenersOf(reading, "admin_gui_listen").find(
      (listener) => isRemote(listener) && mayBeBrowsed(unit, listener),
    );
    const admin = listenersOf(reading, "admin_listen");
    if (manager?.source === undefined || admin.length === 0 || admin.some(isRemote)) return;
    const address = catalog.knows("admin_gui_api_url") ? "admin_gui_api_url" : "admin_api_uri";
    report({
      at: manager.source.port ?? manager.source.host,
      property: "admin_gui_listen",
      message: `Others can open Kong Manager on ${quoted(manager.text)}, but their browsers have to call the Admin API, which listens only on ${quoted(admin[0]?.text ?? "")}: pages stay empty. Set \`${address}\` (here or in the environment) to a protected address that they can reach.`,
      fixes: [displayOnlyFix(`Set \`${address}\` to an address that browsers can reach`)],
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
