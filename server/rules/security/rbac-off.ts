import { defineRule } from "../../findings/rule.ts";
import type { Reading } from "../../loader/reading.ts";
import { adminListeners, isDataPlane } from "../support/listen/admin-listeners.ts";
import { hostReach } from "../support/listen/host-reach.ts";
import { type Listener, listenersOf } from "../support/listen/listeners.ts";
import { isOfEnterpriseAlone } from "../support/properties.ts";
import { quoted } from "../support/quoting.ts";

/** An Admin API that others reach and that asks nobody who they are. */
export default defineRule({
  summary: "Reachable Admin API without RBAC",
  severity: "warning",
  serving: true,
  yieldsTo: ["enterprise/upgrade-034-checklist"],
  releases: { oss: null, enterprise: { since: "0.33" } },
  check({ reading, report }) {
    if (reading.isOpaque("enforce_rbac") || isDataPlane(reading)) return;
    const written = reading.assignment("enforce_rbac");
    const value = reading.text("enforce_rbac") ?? "";
    if (written !== undefined && value === "entity") {
      report({
        at: written,
        severity: "info",
        message:
          "`entity` protects single entities and leaves every endpoint of the Admin API open. Use `both`, or `on` for endpoints only.",
      });
      return;
    }
    if (["on", "both", "entity"].includes(value)) return;
    // Administrators and roles are kept in a database: without one, RBAC would lock everybody out.
    if (reading.text("database") === "off") return;
    // With logins and no RBAC Kong does not start, which enterprise/auth-prerequisites says.
    if (reading.mayBeSet("admin_gui_auth")) return;
    const reason = exposure(reading);
    if (reason === undefined) return;
    // Open-source Kong has no RBAC, and a guess of the edition may be wrong.
    const isSurelyEnterprise = reading.unit.assignments.some(({ property }) => isOfEnterpriseAlone(property));
    report({
      at: written ?? reading.unit.anchor,
      property: "enforce_rbac",
      ...(isSurelyEnterprise ? {} : { requiresRelease: "likely" as const }),
      message: `${reason}, and without RBAC, everyone who reaches the Admin API is an administrator. Set \`enforce_rbac = on\`${written === undefined ? " (here or in the environment)" : ""}; the migrations create the first super admin with \`KONG_PASSWORD\`.`,
      fixes: [
        {
          title: "Set `enforce_rbac = on`",
          applicability: "unsafe",
          edits: [
            written === undefined
              ? { kind: "insert", property: "enforce_rbac", value: "on", after: undefined }
              : { kind: "set", assignment: written, value: "on" },
          ],
        },
      ],
    });
  },
});

/** Why others come near the Admin API. What nobody wrote is no reason: Kong Manager is open by default. */
function exposure(reading: Reading): string | undefined {
  const admin = adminListeners(reading).find(isRemote);
  if (admin !== undefined) return `The Admin API listens on ${quoted(admin.text)}`;
  const manager = listenersOf(reading, "admin_gui_listen").find(isRemote);
  if (manager?.source !== undefined) return `Kong Manager listens on ${quoted(manager.text)}`;
  return reading.isOn("portal") ? "The Dev Portal is on" : undefined;
}

/** What has no port is no listener; Kong refuses it. */
function isRemote({ host, text, port }: Listener): boolean {
  return port !== undefined && !text.startsWith("unix:") && hostReach(host) !== "loopback";
}
