import { wordTable } from "../../../grammar/text/word-table.ts";
import type { Fix } from "../../findings/fix.ts";
import { defineRule, type RuleContext } from "../../findings/rule.ts";
import type { Assignment } from "../../model/assignment.ts";
import { setFix } from "../support/fixes.ts";
import { bareAddress, isKonnect, KONNECT_PORT, konnectAddress } from "../support/konnect.ts";
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

/** Properties that tell the host of a data plane of Konnect. */
const KONNECT_HOSTS = [
  "cluster_control_plane",
  "cluster_telemetry_endpoint",
  "cluster_server_name",
  "cluster_telemetry_server_name",
] as const;

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
  const address = bareAddress(text);
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
function reportMissing(context: RuleContext): void {
  const { reading, report } = context;
  const property = "cluster_control_plane";
  const role = reading.assignment("role");
  if (role === undefined || reading.isWritten(property)) return;
  const konnect = konnectTarget(context, property);
  report({
    at: role,
    property,
    severity: "warning",
    message:
      konnect === undefined
        ? "Nothing here sets `cluster_control_plane`, so this data plane looks for its control plane at `127.0.0.1:8005`, its own machine. Set it (here or in the environment)."
        : `Nothing here sets \`cluster_control_plane\`, so this data plane looks for its control plane on its own machine and not in Konnect. Set it (here or in the environment) to ${konnect}.`,
  });
}

/** Enterprise: telemetry has an address of its own; where Vitals is switched off, there is nothing to send. */
function reportMissingTelemetry(context: RuleContext): void {
  const { reading, catalog, report } = context;
  const property = "cluster_telemetry_endpoint";
  if (catalog.property(property) === undefined || reading.mayBeSet(property)) return;
  if (reading.isOpaque("vitals") || (reading.isWritten("vitals") && !reading.isOn("vitals"))) return;
  const at = reading.assignment(property) ?? reading.assignment("cluster_control_plane");
  if (at === undefined) return;
  const konnect = konnectTarget(context, property);
  const own = konnect === undefined ? "`127.0.0.1:8006`, its own machine," : "its own machine";
  report({
    at,
    property,
    severity: "warning",
    message: `Nothing here sets \`${property}\`, so this data plane sends its telemetry to ${own} and fills its log with errors. Set it (here or in the environment) to ${konnect ?? "the telemetry address of the control plane, port `8006` by default"}.`,
  });
}

/** What belongs in a property of a data plane of Konnect, in words; nothing for other data planes. */
function konnectTarget({ reading, catalog }: RuleContext, property: string): string | undefined {
  for (const name of KONNECT_HOSTS) {
    const assignment = catalog.knows(name) ? reading.assignment(name) : undefined;
    if (assignment === undefined || assignment.opaque !== undefined) continue;
    const address = bareAddress(assignment.writtenValue);
    if (isKonnect(address)) return quoted(konnectAddress(property, address));
  }
  const part = property === "cluster_telemetry_endpoint" ? "tp0" : "cp0";
  return reading.isOn("konnect_mode") ? `the \`${part}\` host that Konnect shows, with \`:443\`` : undefined;
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
