import { defineRule, type RuleContext } from "../../findings/rule.ts";
import type { Assignment } from "../../model/assignment.ts";
import { displayOnlyFix, setFix } from "../support/fixes.ts";
import { bareAddress, isKonnect, konnectAddress } from "../support/konnect.ts";
import { quoted } from "../support/quoting.ts";

/** Addresses of Konnect, with the name that Kong asks for when it connects. */
const SERVER_NAMES = [
  ["cluster_control_plane", "cluster_server_name"],
  ["cluster_telemetry_endpoint", "cluster_telemetry_server_name"],
] as const;

/** A data plane of Konnect with settings for a self-hosted control plane. */
export default defineRule({
  summary: "Konnect data plane settings that prevent a connection",
  severity: "warning",
  needs: ["role"],
  layer: "value",
  yieldsTo: ["cluster/control-plane-address", "cluster/hybrid-requirements"],
  releases: { oss: { since: "2.0" }, enterprise: { since: "2.0" } },
  check(context) {
    const { reading } = context;
    if (reading.isOpaque("role") || reading.text("role") !== "data_plane") return;
    const control = konnectAt(context, "cluster_control_plane");
    if (control !== undefined) reportVerification(context, control);
    for (const [address, name] of SERVER_NAMES) {
      const assignment = konnectAt(context, address);
      if (assignment !== undefined) reportServerName(context, assignment, name);
    }
  },
});

/** The address of Konnect that a property has. */
function konnectAt({ reading, catalog }: RuleContext, property: string): Assignment | undefined {
  const assignment = catalog.knows(property) ? reading.assignment(property) : undefined;
  return assignment !== undefined &&
    assignment.opaque === undefined &&
    isKonnect(bareAddress(assignment.writtenValue))
    ? assignment
    : undefined;
}

/** Konnect has a certificate of its own, and not that of the data plane. */
function reportVerification({ reading, report }: RuleContext, control: Assignment): void {
  const property = "cluster_mtls";
  if (reading.isOpaque(property) || reading.text(property) !== "shared") return;
  const assignment = reading.assignment(property);
  const value =
    "With `cluster_mtls = shared`, Kong expects its own certificate on the other side, but Konnect has a different one";
  report({
    at: assignment ?? control,
    property,
    message:
      assignment === undefined
        ? `${value}. \`shared\` is the default: set \`cluster_mtls = pki\` (here or in the environment).`
        : `${value}. Change to \`pki\`.`,
    fixes: [displayOnlyFix("Set `cluster_mtls = pki`")],
  });
}

/** The certificate is that of the host that Kong has to ask, which is not always the one that is written. */
function reportServerName(
  { reading, catalog, report }: RuleContext,
  address: Assignment,
  property: string,
): void {
  const assignment = catalog.knows(property) ? reading.assignment(property) : undefined;
  if (assignment === undefined || assignment.opaque !== undefined) return;
  const written = bareAddress(address.writtenValue);
  const host = withoutPort(konnectAddress(address.property, written));
  const name = assignment.writtenValue;
  if (name === "" || name.toLowerCase() === host.toLowerCase() || !/^[\w.-]+$/.test(name)) return;
  const target = withoutPort(written).toLowerCase() === host.toLowerCase() ? "connects" : "has to connect";
  report({
    at: assignment,
    property,
    message: `Kong asks Konnect for ${quoted(name)} but ${target} to ${quoted(host)}, whose certificate has another name. Use ${quoted(host)}.`,
    related: [{ span: address.span, message: "The address." }],
    fixes: [setFix(`Change to \`${host}\``, "unsafe", assignment, host)],
  });
}

function withoutPort(address: string): string {
  return address.replace(/:\d*$/, "");
}
