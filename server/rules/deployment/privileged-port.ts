import { defineRule } from "../../findings/rule.ts";
import { processKind } from "../support/deployment/process-kind.ts";
import { certainListeners } from "../support/listen/published-port.ts";
import { quoted } from "../support/quoting.ts";

/** A port below 1024 for a user who may not bind it. */
export default defineRule({
  summary: "Listener port below 1024 although Kong does not run as root",
  severity: "warning",
  needs: "deployment",
  check({ unit, reading, catalog, report }) {
    const { deployment } = unit;
    if (deployment === undefined || processKind(deployment) !== "start") return;
    const isOpen = deployment.hasOpenLowPorts ?? true;
    if (isOpen === true || deployment.isPrivileged !== false) return;
    const user = deployment.user === undefined ? deployment.imageUser : deployment.user.value;
    if (user === undefined || /^(?:root|0)(?::|$)/.test(user)) return;
    if (deployment.addedCapabilities === undefined || deployment.addedCapabilities.length > 0) return;
    for (const { port, source, property, text } of certainListeners(unit, reading, catalog) ?? []) {
      if (port === undefined || port >= 1024 || port === 0 || source === undefined) continue;
      report({
        at: source.port ?? source.span,
        property,
        ...(isOpen === "unknown" ? { severity: "info" as const } : {}),
        message:
          isOpen === "unknown"
            ? `Kong runs as user ${quoted(user)} here, who may bind port ${port} of ${quoted(text)} only where the container runtime of the node allows it; elsewhere nginx fails to start. Listen on port 1024 or higher, and map the port of the Service to it.`
            : `Kong runs as user ${quoted(user)} here, who may not bind port ${port} of ${quoted(text)}: nginx fails to start. Listen on port 1024 or higher, and map a port of the host to it.`,
      });
    }
  },
});
