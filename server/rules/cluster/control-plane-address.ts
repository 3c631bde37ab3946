import { wordTable } from "../../../grammar/text/word-table.ts";
import type { Fix } from "../../findings/fix.ts";
import { defineRule, type RuleContext } from "../../findings/rule.ts";
import type { Assignment } from "../../model/assignment.ts";
import { setFix } from "../support/fixes.ts";
import { isKonnect, KONNECT_PORT, konnectAddress } from "../support/konnect.ts";
import { quoted } from "../support/quoting.ts";
import { mentionsVault } from "../support/vaults.ts";

/** The two addresses of a control plane, with the port that it listens on by default. */
const PORTS: Readonly<Record<string, number>> = wordTable({
  cluster_control_plane: 8005,
  cluster_telemetry_endpoint: 8006,
});

/** Ports on which other parts of Kong listen by default. */
const OTHER: Readonly<Record<number, string>> = {
  8000: "the proxy",
  8001: "the Admin API",
  8002: "Kong Manager",
  8444: "the Admin API",
  8445: "Kong Manager",
};

/** The address at which a data plane looks for its control plane: Kong takes any text and puts `wss://` in front. */
export default defineRule({
  summary: "Control plane address of a data plane that is missing or unusable",
  severity: "error",
  needs: ["role"],
  layer: "value",
  yieldsTo: ["cluster/hybrid-requirements"],
  releases: { oss: { since: "2.0" }, enterprise: { since: "2.0" } },
  check(context) {
    const { reading, catalog } = context;
    if (reading.isOpaque("role") || reading.text("role") !== "data_plane") return;
    for (const [property, port] of Object.entries(PORTS)) {
      if (catalog.property(property) === undefined) continue;
      const assignment = reading.assignment(property);
      if (assignment !== undefined) checkAddress(assignment, port, context);
    }
    reportMissing(context);
    reportMissingTelemetry(context);
    reportSame(context);
  },
});

function checkAddress(assignment: Assignment, port: number, { report }: RuleContext): void {
  const { property, writtenValue: text, opaque } = assignment;
  if (opaque !== undefined || text === "" || mentionsVault(text)) return;
  const scheme = /^([a-z][a-z0-9+.-]*):\/\//i.exec(text)?.[0] ?? "";
  const address = text.slice(scheme.length).replace(/\/.*$/, "");
  const written = /:(\d+)$/.exec(address)?.[1];
  const inKonnect = isKonnect(address);
  const asWritten = written === undefined ? `${address}:${port}` : address;
  const meant = inKonnect ? konnectAddress(property, address) : asWritten;
  if (scheme !== "" || written === undefined || address.length !== text.length) {
    report({
      at: assignment,
      message: `Kong puts \`wss://\` in front of this text and connects to it: ${scheme === "" ? (written === undefined ? "without a port, it never connects" : "a path does not belong in it") : `with ${quoted(scheme)}, it never connects`}. Use ${quoted(meant)}.`,
      fixes: /^[^\s:]+:\d+$|^\[[^\]]+\]:\d+$/.test(meant) ? [write(assignment, meant)] : [],
    });
    return;
  }
  if (inKonnect) {
    if (meant !== text)
      report({
        at: assignment,
        severity: "warning",
        message: konnectMessage(property, Number(written), meant),
        fixes: [write(assignment, meant)],
      });
    return;
  }
  const other = OTHER[Number(written)];
  if (other === undefined) return;
  report({
    at: assignment,
    severity: "warning",
    message: `Port ${quoted(written)} is the default of ${other}; for ${quoted(property)} the control plane listens on ${quoted(String(port))} by default. Correct the port, unless your control plane listens here.`,
  });
}

function konnectMessage(property: string, port: number, meant: string): string {
  const reason =
    port === KONNECT_PORT
      ? `Konnect uses a different host for ${property === "cluster_telemetry_endpoint" ? "telemetry" : "configuration"}`
      : `Konnect listens only on port ${KONNECT_PORT}`;
  return `${reason}. Use ${quoted(meant)}.`;
}

function write(assignment: Assignment, value: string): Fix {
  return setFix(`Change to ${quoted(value)}`, "unsafe", assignment, value);
}

/** Where nothing is written Kong asks this very machine; the environment may say otherwise. */
function reportMissing({ reading, report }: RuleContext): void {
  const role = reading.assignment("role");
  if (role === undefined || reading.isWritten("cluster_control_plane")) return;
  report({
    at: role,
    property: "cluster_control_plane",
    severity: "warning",
    message: reading.isOn("konnect_mode")
      ? "Nothing here sets `cluster_control_plane`, so this data plane looks for its control plane on its own machine and not in Konnect. Set it (here or in the environment) to the host that Konnect shows, with `:443`."
      : "Nothing here sets `cluster_control_plane`, so this data plane looks for its control plane at `127.0.0.1:8005`, its own machine. Set it (here or in the environment).",
  });
}

/** Enterprise: telemetry has an address of its own; where Vitals is switched off, there is nothing to send. */
function reportMissingTelemetry({ reading, catalog, report }: RuleContext): void {
  const property = "cluster_telemetry_endpoint";
  if (catalog.property(property) === undefined || reading.mayBeSet(property)) return;
  if (reading.isOpaque("vitals") || (reading.isWritten("vitals") && !reading.isOn("vitals"))) return;
  const control = reading.assignment("cluster_control_plane");
  const at = reading.assignment(property) ?? control;
  if (at === undefined) return;
  const address = control?.opaque === undefined ? (control?.writtenValue ?? "") : "";
  report({
    at,
    property,
    severity: "warning",
    message: `Nothing here sets \`${property}\`, so this data plane sends its telemetry to \`127.0.0.1:8006\`, its own machine, and fills its log with errors. Set it (here or in the environment) to ${isKonnect(address) ? "the telemetry host that Konnect shows, with `:443`" : "the telemetry address of the control plane, port `8006` by default"}.`,
  });
}

function reportSame({ reading, report }: RuleContext): void {
  const telemetry = reading.assignment("cluster_telemetry_endpoint");
  const control = reading.assignment("cluster_control_plane");
  if (telemetry === undefined || control === undefined || telemetry.opaque !== undefined) return;
  if (telemetry.writtenValue === "" || telemetry.writtenValue !== control.writtenValue) return;
  if (!/^[^/:]+:\d+$/.test(telemetry.writtenValue) || isKonnect(telemetry.writtenValue)) return;
  report({
    at: telemetry,
    severity: "warning",
    message:
      "This is also the address for configuration; a control plane accepts telemetry on a separate port, `8006` by default. Use that port.",
    related: [{ span: control.writtenValueSpan, message: "The same address." }],
  });
}
